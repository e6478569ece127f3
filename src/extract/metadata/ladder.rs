//! A ladder of answers to one question, most trusted first.

use crate::report::{Code, Report};

/// The answers that the rules gave for a field.
#[derive(Debug)]
pub(super) struct Ladder<T> {
    field: &'static str,
    found: Vec<(&'static str, T)>,
}

impl<T> Ladder<T> {
    pub(super) fn new(field: &'static str) -> Self {
        Self { field, found: Vec::new() }
    }

    /// Adds a rule's answer, if it has one.
    pub(super) fn add(&mut self, rule: &'static str, answer: Option<T>) {
        if let Some(answer) = answer {
            self.found.push((rule, answer));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Returns the answers so far, each with its rule.
    pub(super) fn answers(&self) -> &[(&'static str, T)] {
        &self.found
    }

    pub(super) fn answers_mut(&mut self) -> &mut [(&'static str, T)] {
        &mut self.found
    }

    /// Puts an answer above all others.
    pub(super) fn prefer(&mut self, rule: &'static str, answer: T) {
        self.found.insert(0, (rule, answer));
    }

    /// Moves an answer above all others.
    pub(super) fn lift(&mut self, place: usize) {
        let answer = self.found.remove(place);
        self.found.insert(0, answer);
    }

    /// Returns the most trusted answer and notes who gave it and who did not
    /// agree.
    pub(super) fn settle(
        self,
        report: &mut Report,
        agree: impl Fn(&T, &T) -> bool,
        show: impl Fn(&T) -> String,
    ) -> Option<T> {
        let mut answers = self.found.into_iter();
        let (rule, answer) = answers.next()?;
        let mut others: Vec<(&'static str, String)> = Vec::new();
        for (rule, other) in answers {
            if !agree(&answer, &other) {
                let other = show(&other);
                if others.iter().all(|it| it.1 != other) {
                    others.push((rule, other));
                }
            }
        }
        if let Some((other, said)) = others.first() {
            let field = self.field;
            let subject = format!(
                "{field}: {rule} says “{}”, {other} says “{said}”",
                show(&answer)
            );
            report.add(Code::SourcesDisagree, subject);
        }
        report.found(self.field, rule, others);
        Some(answer)
    }
}

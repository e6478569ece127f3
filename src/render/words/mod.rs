//! The words that the program itself prints around an article, in the article's
//! language where they are known and in English where not.

use crate::article::{Contribution, Date, EmbedKind, Relation};

/// The program's own words in one language.
#[derive(Debug)]
pub(crate) struct Words {
    /// The primary subtag of the language.
    pub(crate) language: &'static str,
    /// Before the names of the authors.
    pub(crate) by: &'static str,
    /// Before the last of several names.
    pub(crate) and: &'static str,
    /// Over the footnotes.
    pub(crate) notes: &'static str,
    /// What the arrow at the end of a note does.
    pub(crate) back: &'static str,
    /// Over one author's bio.
    pub(crate) author: &'static str,
    /// Over several authors' bios.
    pub(crate) authors: &'static str,
    /// Over the republication notice.
    pub(crate) notice: &'static str,
    /// Over the discussion, and the form for one comment.
    pub(crate) comments: (&'static str, &'static str),
    /// The name of a feed of comments. `{}` stands for what they are about.
    pub(crate) comments_on: &'static str,
    /// Between how many comments there are here and how many there were.
    pub(crate) of: &'static str,
    /// That no more comments may be added.
    pub(crate) closed: &'static str,
    /// Over pages that link here.
    pub(crate) mentions: &'static str,
    /// Before the name of who is answered.
    pub(crate) in_reply_to: &'static str,
    /// A writer without a name.
    pub(crate) anonymous: &'static str,
    /// In place of a comment that was taken down.
    pub(crate) removed: &'static str,
    /// A comment that the outlet recommends.
    pub(crate) featured: &'static str,
    /// A comment by the author or the outlet.
    pub(crate) staff: &'static str,
    /// Before a count of votes.
    pub(crate) score: &'static str,
    /// Before the date of a change.
    pub(crate) updated: &'static str,
    /// Before an embed, by its kind: video, audio, post, document, interactive.
    pub(crate) embeds: [&'static str; 5],
    /// A picture without a description.
    pub(crate) image: &'static str,
    /// A task that is done, and one that is not.
    pub(crate) task: (&'static str, &'static str),
    /// Before the sections an article ran in.
    pub(crate) filed: &'static str,
    /// Where a copy came from: reprint, excerpt, adaptation, translation.
    /// `{}` stands for the outlet.
    pub(crate) origin: [&'static str; 4],
    /// On what terms. `{}` stands for the licence.
    pub(crate) licence: &'static str,
    /// The months, and how a day is written with `{d}`, `{m}` and `{y}`.
    pub(crate) months: [&'static str; 12],
    pub(crate) day: &'static str,
    /// What people did, in the order of [`Contribution::ALL`].
    pub(crate) parts: [&'static str; 22],
}

/// Languages written from right to left, by primary subtag, and scripts.
const RIGHT_TO_LEFT: &[&str] = &[
    "adlm", "ar", "arab", "aran", "arc", "arz", "ckb", "dv", "fa", "he", "hebr", "iw",
    "ji", "ks", "mand", "nkoo", "nqo", "pnb", "prs", "ps", "rohg", "samr", "sd", "syr",
    "syrc", "thaa", "ug", "ur", "yi",
];

/// Returns whether a BCP 47 tag names a language written from right to left.
pub(crate) fn is_right_to_left(tag: &str) -> bool {
    let mut parts = tag.split('-').map(str::to_ascii_lowercase);
    let language = parts.next().unwrap_or_default();
    let script =
        parts.find(|it| it.len() == 4 && it.bytes().all(|it| it.is_ascii_alphabetic()));
    match script {
        Some(script) => RIGHT_TO_LEFT.contains(&&*script),
        None => RIGHT_TO_LEFT.contains(&&*language),
    }
}

impl Words {
    /// Returns the words for a BCP 47 tag.
    pub(crate) fn of(tag: Option<&str>) -> &'static Self {
        let primary = tag.and_then(|it| it.split(['-', '_']).next()).unwrap_or_default();
        LANGUAGES
            .iter()
            .find(|it| it.language.eq_ignore_ascii_case(primary))
            .unwrap_or(&LANGUAGES[0])
    }

    /// Returns a date as a person would write it. In a language whose months are
    /// not known it is written in figures.
    pub(crate) fn date(&self, date: Date, tag: Option<&str>) -> String {
        let known = tag.is_none_or(|it| Self::of(Some(it)).is(it));
        let day = date.day();
        if !known {
            return match date {
                Date::Month { .. } | Date::Year(_) => date.to_string(),
                Date::Instant { .. } | Date::Local(_) | Date::Day(_) => day.to_string(),
            };
        }
        let month = self.months[usize::from((day.month() - 1).unsigned_abs())];
        match date {
            Date::Year(year) => year.to_string(),
            Date::Month { year, .. } => match self.language {
                "es" | "pt" => format!("{month} de {year}"),
                _ => format!("{month} {year}"),
            },
            Date::Instant { .. } | Date::Local(_) | Date::Day(_) => self
                .day
                .replace("{d}", &day.day().to_string())
                .replace("{m}", month)
                .replace("{y}", &day.year().to_string()),
        }
    }

    fn is(&self, tag: &str) -> bool {
        tag.get(..2).is_some_and(|it| it.eq_ignore_ascii_case(self.language))
            && !tag.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic)
    }

    /// Returns what an embed is called.
    pub(crate) fn embed(&self, kind: EmbedKind) -> &'static str {
        let [video, audio, post, document, interactive] = self.embeds;
        match kind {
            EmbedKind::Video => video,
            EmbedKind::Audio => audio,
            EmbedKind::Post => post,
            EmbedKind::Document => document,
            EmbedKind::Interactive => interactive,
        }
    }

    /// Returns the sentence that says where a copy came from.
    pub(crate) fn origin(&self, relation: Relation) -> &'static str {
        let [reprint, excerpt, adaptation, translation] = self.origin;
        match relation {
            Relation::Reprint => reprint,
            Relation::Excerpt => excerpt,
            Relation::Adaptation => adaptation,
            Relation::Translation => translation,
        }
    }

    /// Returns what someone did.
    pub(crate) fn part(&self, part: Contribution) -> &'static str {
        let at = Contribution::ALL.iter().position(|it| *it == part);
        at.map_or("", |at| self.parts[at])
    }

    /// Returns names in a row, with a word before the last.
    pub(crate) fn between(&self, place: usize, count: usize) -> String {
        match place {
            0 => String::new(),
            it if it + 1 == count => format!(" {} ", self.and),
            _ => ", ".into(),
        }
    }

    /// Returns how many comments there are, out of how many the page claimed.
    pub(crate) fn count(&self, here: usize, claimed: Option<u32>) -> String {
        let (many, one) = self.comments;
        match claimed {
            Some(claimed) if here < claimed as usize => {
                format!("{here} {} {claimed} {many}", self.of)
            }
            _ if here == 1 => format!("1 {one}"),
            _ => format!("{here} {many}"),
        }
    }
}

const LANGUAGES: [Words; 7] = [
    Words {
        language: "en",
        by: "By",
        and: "and",
        notes: "Notes",
        back: "Back to the text",
        author: "About the author",
        authors: "About the authors",
        notice: "About this copy",
        comments: ("comments", "comment"),
        comments_on: "Comments on {}",
        of: "of",
        closed: "Comments are closed.",
        mentions: "Mentions",
        in_reply_to: "in reply to",
        anonymous: "Anonymous",
        removed: "This comment was removed.",
        featured: "Featured",
        staff: "Author or staff",
        score: "Score:",
        updated: "Updated",
        embeds: ["Video", "Audio", "Post", "Document", "Interactive"],
        image: "Image",
        task: ("Done", "To do"),
        filed: "Filed under",
        origin: [
            "This article was first published by {}.",
            "This is an excerpt of an article first published by {}.",
            "This is adapted from an article first published by {}.",
            "This is a translation of an article first published by {}.",
        ],
        licence: "It is offered under {}.",
        months: [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        day: "{d} {m} {y}",
        parts: [
            "text",
            "reporting",
            "research",
            "photos",
            "film",
            "video",
            "direction",
            "production",
            "sound",
            "music",
            "illustrations",
            "graphics",
            "maps",
            "design",
            "narration",
            "translation",
            "interview",
            "editing",
            "compilation",
            "transcription",
            "contributor",
            "other",
        ],
    },
    Words {
        language: "de",
        by: "Von",
        and: "und",
        notes: "Anmerkungen",
        back: "Zurück zum Text",
        author: "Zur Person",
        authors: "Zu den Autoren",
        notice: "Zu dieser Fassung",
        comments: ("Kommentare", "Kommentar"),
        comments_on: "Kommentare zu {}",
        of: "von",
        closed: "Die Kommentare sind geschlossen.",
        mentions: "Erwähnungen",
        in_reply_to: "Antwort an",
        anonymous: "Anonym",
        removed: "Dieser Kommentar wurde entfernt.",
        featured: "Empfohlen",
        staff: "Autor oder Redaktion",
        score: "Wertung:",
        updated: "Aktualisiert",
        embeds: ["Video", "Audio", "Beitrag", "Dokument", "Interaktiv"],
        image: "Bild",
        task: ("Erledigt", "Offen"),
        filed: "Rubriken:",
        origin: [
            "Dieser Artikel erschien zuerst bei {}.",
            "Dies ist ein Auszug aus einem Artikel, der zuerst bei {} erschien.",
            "Dies ist die Bearbeitung eines Artikels, der zuerst bei {} erschien.",
            "Dies ist die Übersetzung eines Artikels, der zuerst bei {} erschien.",
        ],
        licence: "Er steht unter {}.",
        months: [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        day: "{d}. {m} {y}",
        parts: [
            "Text",
            "Reportage",
            "Recherche",
            "Fotos",
            "Film",
            "Video",
            "Regie",
            "Produktion",
            "Ton",
            "Musik",
            "Illustrationen",
            "Grafik",
            "Karten",
            "Gestaltung",
            "Sprecher",
            "Übersetzung",
            "Interview",
            "Redaktion",
            "Zusammenstellung",
            "Transkription",
            "Mitarbeit",
            "Sonstiges",
        ],
    },
    Words {
        language: "fr",
        by: "Par",
        and: "et",
        notes: "Notes",
        back: "Retour au texte",
        author: "À propos de l’auteur",
        authors: "À propos des auteurs",
        notice: "À propos de cette copie",
        comments: ("commentaires", "commentaire"),
        comments_on: "Commentaires sur {}",
        of: "sur",
        closed: "Les commentaires sont fermés.",
        mentions: "Mentions",
        in_reply_to: "en réponse à",
        anonymous: "Anonyme",
        removed: "Ce commentaire a été supprimé.",
        featured: "Recommandé",
        staff: "Auteur ou rédaction",
        score: "Votes :",
        updated: "Mis à jour le",
        embeds: ["Vidéo", "Audio", "Publication", "Document", "Interactif"],
        image: "Image",
        task: ("Fait", "À faire"),
        filed: "Classé dans",
        origin: [
            "Cet article a d’abord été publié par {}.",
            "Ceci est un extrait d’un article d’abord publié par {}.",
            "Ceci est l’adaptation d’un article d’abord publié par {}.",
            "Ceci est la traduction d’un article d’abord publié par {}.",
        ],
        licence: "Il est proposé sous {}.",
        months: [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        day: "{d} {m} {y}",
        parts: [
            "texte",
            "reportage",
            "recherche",
            "photos",
            "film",
            "vidéo",
            "réalisation",
            "production",
            "son",
            "musique",
            "illustrations",
            "infographie",
            "cartes",
            "conception",
            "narration",
            "traduction",
            "entretien",
            "édition",
            "compilation",
            "transcription",
            "collaboration",
            "autre",
        ],
    },
    Words {
        language: "es",
        by: "Por",
        and: "y",
        notes: "Notas",
        back: "Volver al texto",
        author: "Sobre el autor",
        authors: "Sobre los autores",
        notice: "Sobre esta copia",
        comments: ("comentarios", "comentario"),
        comments_on: "Comentarios sobre {}",
        of: "de",
        closed: "Los comentarios están cerrados.",
        mentions: "Menciones",
        in_reply_to: "en respuesta a",
        anonymous: "Anónimo",
        removed: "Este comentario fue eliminado.",
        featured: "Destacado",
        staff: "Autor o redacción",
        score: "Votos:",
        updated: "Actualizado el",
        embeds: ["Vídeo", "Audio", "Publicación", "Documento", "Interactivo"],
        image: "Imagen",
        task: ("Hecho", "Pendiente"),
        filed: "Archivado en",
        origin: [
            "Este artículo fue publicado primero por {}.",
            "Este es un extracto de un artículo publicado primero por {}.",
            "Esta es una adaptación de un artículo publicado primero por {}.",
            "Esta es una traducción de un artículo publicado primero por {}.",
        ],
        licence: "Se ofrece bajo {}.",
        months: [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
        day: "{d} de {m} de {y}",
        parts: [
            "texto",
            "reportaje",
            "investigación",
            "fotos",
            "película",
            "vídeo",
            "dirección",
            "producción",
            "sonido",
            "música",
            "ilustraciones",
            "gráficos",
            "mapas",
            "diseño",
            "narración",
            "traducción",
            "entrevista",
            "edición",
            "compilación",
            "transcripción",
            "colaboración",
            "otros",
        ],
    },
    Words {
        language: "it",
        by: "Di",
        and: "e",
        notes: "Note",
        back: "Torna al testo",
        author: "L’autore",
        authors: "Gli autori",
        notice: "Su questa copia",
        comments: ("commenti", "commento"),
        comments_on: "Commenti a {}",
        of: "di",
        closed: "I commenti sono chiusi.",
        mentions: "Menzioni",
        in_reply_to: "in risposta a",
        anonymous: "Anonimo",
        removed: "Questo commento è stato rimosso.",
        featured: "In evidenza",
        staff: "Autore o redazione",
        score: "Voti:",
        updated: "Aggiornato il",
        embeds: ["Video", "Audio", "Post", "Documento", "Interattivo"],
        image: "Immagine",
        task: ("Fatto", "Da fare"),
        filed: "Pubblicato in",
        origin: [
            "Questo articolo è stato pubblicato per la prima volta da {}.",
            "Questo è un estratto di un articolo pubblicato per la prima volta da {}.",
            "Questo è l’adattamento di un articolo pubblicato per la prima volta da {}.",
            "Questa è la traduzione di un articolo pubblicato per la prima volta da {}.",
        ],
        licence: "È offerto con {}.",
        months: [
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre",
        ],
        day: "{d} {m} {y}",
        parts: [
            "testo",
            "servizio",
            "ricerca",
            "foto",
            "film",
            "video",
            "regia",
            "produzione",
            "suono",
            "musica",
            "illustrazioni",
            "grafica",
            "mappe",
            "progetto grafico",
            "narrazione",
            "traduzione",
            "intervista",
            "redazione",
            "raccolta",
            "trascrizione",
            "collaborazione",
            "altro",
        ],
    },
    Words {
        language: "pt",
        by: "Por",
        and: "e",
        notes: "Notas",
        back: "Voltar ao texto",
        author: "Sobre o autor",
        authors: "Sobre os autores",
        notice: "Sobre esta cópia",
        comments: ("comentários", "comentário"),
        comments_on: "Comentários sobre {}",
        of: "de",
        closed: "Os comentários estão encerrados.",
        mentions: "Menções",
        in_reply_to: "em resposta a",
        anonymous: "Anónimo",
        removed: "Este comentário foi removido.",
        featured: "Em destaque",
        staff: "Autor ou redação",
        score: "Votos:",
        updated: "Atualizado em",
        embeds: ["Vídeo", "Áudio", "Publicação", "Documento", "Interativo"],
        image: "Imagem",
        task: ("Feito", "Por fazer"),
        filed: "Arquivado em",
        origin: [
            "Este artigo foi publicado primeiro por {}.",
            "Este é um excerto de um artigo publicado primeiro por {}.",
            "Esta é uma adaptação de um artigo publicado primeiro por {}.",
            "Esta é uma tradução de um artigo publicado primeiro por {}.",
        ],
        licence: "É oferecido sob {}.",
        months: [
            "janeiro",
            "fevereiro",
            "março",
            "abril",
            "maio",
            "junho",
            "julho",
            "agosto",
            "setembro",
            "outubro",
            "novembro",
            "dezembro",
        ],
        day: "{d} de {m} de {y}",
        parts: [
            "texto",
            "reportagem",
            "pesquisa",
            "fotos",
            "filme",
            "vídeo",
            "direção",
            "produção",
            "som",
            "música",
            "ilustrações",
            "gráficos",
            "mapas",
            "design",
            "narração",
            "tradução",
            "entrevista",
            "edição",
            "compilação",
            "transcrição",
            "colaboração",
            "outros",
        ],
    },
    Words {
        language: "nl",
        by: "Door",
        and: "en",
        notes: "Noten",
        back: "Terug naar de tekst",
        author: "Over de auteur",
        authors: "Over de auteurs",
        notice: "Over deze kopie",
        comments: ("reacties", "reactie"),
        comments_on: "Reacties op {}",
        of: "van",
        closed: "Reageren is niet meer mogelijk.",
        mentions: "Vermeldingen",
        in_reply_to: "als antwoord op",
        anonymous: "Anoniem",
        removed: "Deze reactie is verwijderd.",
        featured: "Aanbevolen",
        staff: "Auteur of redactie",
        score: "Score:",
        updated: "Bijgewerkt op",
        embeds: ["Video", "Audio", "Bericht", "Document", "Interactief"],
        image: "Afbeelding",
        task: ("Klaar", "Te doen"),
        filed: "Rubriek:",
        origin: [
            "Dit artikel verscheen eerst bij {}.",
            "Dit is een fragment van een artikel dat eerst verscheen bij {}.",
            "Dit is een bewerking van een artikel dat eerst verscheen bij {}.",
            "Dit is een vertaling van een artikel dat eerst verscheen bij {}.",
        ],
        licence: "Het valt onder {}.",
        months: [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
        day: "{d} {m} {y}",
        parts: [
            "tekst",
            "reportage",
            "onderzoek",
            "foto’s",
            "film",
            "video",
            "regie",
            "productie",
            "geluid",
            "muziek",
            "illustraties",
            "graphics",
            "kaarten",
            "ontwerp",
            "stem",
            "vertaling",
            "interview",
            "redactie",
            "samenstelling",
            "transcriptie",
            "medewerking",
            "overig",
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    fn date(tag: Option<&str>, text: &str) -> String {
        Words::of(tag).date(text.parse().unwrap(), tag)
    }

    #[test]
    fn dates_are_written_as_people_write_them() {
        assert_eq!(date(Some("en-GB"), "2025-03-01T23:30:00-05:00"), "1 March 2025");
        assert_eq!(date(Some("de"), "2025-03-01"), "1. März 2025");
        assert_eq!(date(Some("es"), "2025-03"), "marzo de 2025");
        assert_eq!(date(Some("enm"), "2025-03-01"), "2025-03-01");
        assert_eq!(date(None, "2025"), "2025");
    }

    #[test]
    fn comments_are_counted_out_of_those_claimed() {
        let words = Words::of(Some("en"));
        assert_eq!(words.count(1, None), "1 comment");
        assert_eq!(words.count(2, Some(9)), "2 of 9 comments");
        assert_eq!(words.count(2, Some(2)), "2 comments");
    }

    #[test]
    fn the_script_decides_the_direction() {
        assert!(is_right_to_left("ar-EG") && is_right_to_left("pa-Arab"));
        assert!(!is_right_to_left("ur-Latn") && !is_right_to_left("en"));
    }
}

//! What notices say in English.

use crate::article::Relation::{Adaptation, Excerpt, Reprint};

use super::{Language, label, part, says, subject};

pub(super) const ENGLISH: Language = Language {
    code: "en",
    subject: r"\b(?:this|the above|the following|the preceding|above|following) (?:[\w'-]+ ){0,3}?(?:article|story|post|piece|essay|column|interview|report|review|recipe|excerpt|extract|text|op-ed|oped|commentary|opinion|analysis|content|item|entry|blog|editorial|feature|translation|work|speech|lecture|letter|dispatch|transcript|guide|tutorial|profile|obituary|version|investigation|list|material|contribution|conversation|chapter|poem|script)\b|^it$|\bthe (?:above|following|preceding) (?:is|was|has)\b|\bversions? of (?:this|the)\b|\bpart of this\b|^the post\b|^this$",
    phrases: &[
        says(
            "originally",
            r"\boriginally (?:been )?(?:published|appeared|posted|printed|ran|run|written|produced|released|aired|shared|featured|reported)(?: online| here)?,? {when}(?:as an? [\w -]{1,30} )?(?:by|in|on|at|for|with|via|over at|over on) {who}",
        ),
        says(
            "first",
            r"\bfirst (?:been )?(?:published|appeared|posted|printed|ran|run|released|aired|shared|featured)(?: online)?,? {when}(?:by|in|on|at|for|with|via|over at|over on) {who}",
        ),
        says(
            "initially",
            r"\binitially (?:been )?(?:published|appeared|posted|printed|ran|run)(?: online)?,? {when}(?:by|in|on|at|for|with|via) {who}",
        ),
        says(
            "previously",
            r"\bpreviously (?:been )?(?:published|appeared|posted|printed|ran) {when}(?:by|in|on|at) {who}",
        ),
        says(
            "originally",
            r"\b(?:published|appeared|posted|printed|ran|written) originally,? {when}(?:by|in|on|at|for|with) {who}",
        ),
        says(
            "first",
            r"\b(?:published|appeared|posted|printed|ran) first,? {when}(?:by|in|on|at|with) {who}",
        ),
        says(
            "republished",
            r"\bre-?published (?:here )?(?:(?:with|by) (?:the )?(?:[\w]+ )?(?:permission|consent) )?(?:from|of|courtesy of) {who}",
        ),
        says(
            "re-published",
            r"\bre-published (?:here )?(?:(?:with|by) (?:the )?(?:[\w]+ )?(?:permission|consent) )?(?:from|of|courtesy of) {who}",
        ),
        says(
            "reprinted",
            r"\breprinted (?:here )?(?:(?:with|by) (?:the )?(?:[\w]+ )?(?:permission|consent) )?(?:from|of|courtesy of) {who}",
        ),
        says(
            "reposted",
            r"\breposted (?:here )?(?:(?:with|by) (?:the )?(?:[\w]+ )?(?:permission|consent) )?(?:from|of|courtesy of) {who}",
        ),
        says(
            "reproduced",
            r"\breproduced (?:here )?(?:(?:with|by) (?:the )?(?:[\w]+ )?(?:permission|consent) )(?:from|of) {who}",
        ),
        subject(Reprint, "reproduced", r"\breproduced (?:here )?from {who}"),
        says("syndicated from", r"\bsyndicated from {who}"),
        says(
            "posted from",
            r"\bcross-?posted (?:here )?(?:with (?:the )?permission )?from {who}",
        ),
        label("post", r"^cross-?post(?:ed)?(?: from)?: ?{who}"),
        subject(
            Reprint,
            "with permission",
            r"\b(?:published|appears|used|posted|shared) (?:here )?with (?:the )?(?:\w+ )?permission (?:of|from|by) {who}",
        ),
        subject(
            Reprint,
            "by permission",
            r"\b(?:published|appears|used|posted|shared) (?:here )?by (?:the )?(?:\w+ )?permission of {who}",
        ),
        subject(
            Reprint,
            "courtesy of",
            r"\b(?:comes? (?:to (?:us|you) )?|appears |published |republished |reprinted )(?:here )?courtesy of {who}",
        ),
        subject(Reprint, "appeared first", r"\bappeared first (?:on|in|at) {who}"),
        subject(
            Reprint,
            "our partner",
            r"\b(?:comes|came|is|republished|published) (?:to you |to us )?(?:from|by|via) our (?:[\w-]+ ){0,2}?partners?(?: at)?,? {who}",
        ),
        subject(
            Reprint,
            "produced by",
            r"\bproduced by {who} (?:and|for) (?:[\w]+ ){0,4}?(?:distributed|syndicated|republished|distribution|publication)",
        ),
        subject(
            Reprint,
            "published by",
            r"\bpublished by {who} and (?:is |has been |was )?(?:\w+ )?(?:republished|reprinted|reposted|shared)",
        ),
        subject(
            Reprint,
            "and is re",
            r"\b(?:published|appeared|ran) (?:in|on|at) {who} and (?:is|has been|was) (?:re-?published|re-?printed|re-?posted)",
        ),
        subject(
            Adaptation,
            "version of",
            r"\b(?:first )?(?:appeared|was published|ran|was first published|was originally published)(?: earlier| first| originally)? {when}(?:in|on|at|by|with) {who}",
        ),
        subject(
            Adaptation,
            "adapted",
            r"\badapted (?:with permission )?(?:and \w+ )?from (?:an? (?:\w+ )?(?:article|story|post|piece|essay|report) (?:in|on|by|at|from|published (?:in|on|by)) )?{who}",
        ),
        subject(
            Adaptation,
            "original source",
            r"\badapted from its original source \((?:via|by|from)? ?{who}",
        ),
        part(
            "excerpt",
            r"\bexcerpt(?:ed)?(?: with permission| \(with permission\))?,? (?:here )?from {who}",
        ),
        part("extract", r"\bextract(?:ed)? from {who}"),
        subject(Excerpt, "taken", r"\b(?:is|was) taken(?: with permission)? from {who}"),
        label(
            "provided by",
            r"^(?:©|\(c\)|copyright)? ?(?:content )?provided by:? {who}$",
        ),
        says(
            "read the original",
            r"^(?:click here to |you can )?read the original (?:article|story|post|piece|version|report|essay)(?: here)?(?: (?:on|at|in|from|by) {who})?",
        ),
        label(
            "originally published",
            r"^(?:originally|first) published(?: (?:at|on|in|by))?: ?{who}",
        ),
    ],
    lead: r"(?:the )?(?:(?:[\p{L}\d./]+ ){0,4}?(?:issue|edition|volume|number|pages?|website|site|blog|newsletter|journal|magazine|newspaper|news site|print edition|archives?|platform) (?:\d+ )?(?:of|called|from|at)(?: the)?|journal|magazine|newspaper|news site|website|online magazine|blog|newsletter|book|podcast|site|team at|folks at|editors of|news outlet|nonprofit newsroom|nonprofit) ",
    stop: r" (?:under|as part|as a|and (?:is|was|has|republished|reprinted|reposted)|is|was|has|with (?:the )?(?:kind )?permission|by|where|which|who|via|through|here)\b",
    permission: r"\b(?:with|by|under) (?:(?:the|kind|express|full|special|their|his|her|our|author's) )*(?:permission|consent|authori[sz]ation|licen[cs]e (?:from|agreement))\b|\bcreative commons\b",
    translated: r"\btranslat(?:ed|ion)\b",
};

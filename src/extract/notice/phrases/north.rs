//! What notices say in Swedish, Danish, Norwegian and Finnish.

use super::{Language, part, says};

pub(super) const SWEDISH: Language = Language {
    code: "sv",
    subject: r"\b(?:artikeln|artikel|texten|text|inlägget|inlägg|intervjun|krönikan|reportaget|essän|berättelsen|debattartikeln|recensionen|utdraget|översättningen)\b",
    phrases: &[
        says(
            "publicera",
            r"\b(?:ursprungligen|först|tidigare|första gången)(?: (?:har )?(?:varit|blivit))? (?:publicerad|publicerat|publicerades) {when}(?:i|på|av|hos) {who}",
        ),
        says(
            "publicera",
            r"\b(?:publicerades|publicerad|publicerat) (?:ursprungligen|först|tidigare|första gången) {when}(?:i|på|av|hos) {who}",
        ),
        says(
            "har tidigare",
            r"\bhar tidigare (?:publicerats|varit publicerad) (?:i|på|av|hos) {who}",
        ),
        says(
            "återpublicera",
            r"\båterpublicera\w* (?:här )?(?:med (?:tillstånd|tillåtelse) )?(?:från|av) {who}",
        ),
        says(
            "tillstånd",
            r"\b(?:publiceras|publicerad|återges)\b[^.]{0,30}med (?:tillstånd|tillåtelse) (?:från|av) {who}",
        ),
        part("utdrag ur", r"\butdrag ur {who}"),
    ],
    lead: r"(?:(?:tidningen|tidskriften|magasinet|bloggen|sajten|webbplatsen|boken|nummer|nr|\S*\d+) )+",
    stop: r" (?:under|och (?:har|är|publiceras)|med (?:tillstånd|tillåtelse)|den \d)\b",
    permission: r"\bmed (?:\w+ )?(?:tillstånd|tillåtelse|medgivande)\b",
    translated: r"\b(?:översatt\w*|översättning\w*)\b",
};

pub(super) const DANISH: Language = Language {
    code: "da",
    subject: r"\b(?:artiklen|artikel|teksten|tekst|indlægget|indlæg|interviewet|klummen|reportagen|essayet|historien|anmeldelsen|uddraget|oversættelsen|kronikken)\b",
    phrases: &[
        says(
            "udgivet",
            r"\b(?:oprindeligt|oprindelig|først|tidligere|første gang)(?: (?:blevet|været))? udgivet {when}(?:i|på|af|hos) {who}",
        ),
        says(
            "bragt",
            r"\b(?:oprindeligt|oprindelig|først|tidligere|første gang)(?: (?:blevet|været))? bragt {when}(?:i|på|af|hos) {who}",
        ),
        says(
            "publicer",
            r"\b(?:oprindeligt|oprindelig|først|tidligere|første gang)(?: (?:blevet|været))? (?:publiceret|offentliggjort) {when}(?:i|på|af|hos) {who}",
        ),
        says(
            "blev",
            r"\bblev (?:oprindeligt|oprindelig|først|første gang) (?:publiceret|udgivet|bragt|offentliggjort|trykt) {when}(?:i|på|af|hos) {who}",
        ),
        says(
            "tilladelse",
            r"\b(?:gengivet|bragt|genoptrykt|bringes|gengives|publiceres)\b[^.]{0,30}med (?:venlig )?tilladelse fra {who}",
        ),
        says("uddrag", r"\buddrag (?:af|fra) {who}"),
    ],
    lead: r"(?:(?:avisen|tidsskriftet|magasinet|bloggen|hjemmesiden|bogen|dagbladet|ugeavisen|nummer|nr|\S*\d+) )+",
    stop: r" (?:under|og (?:er|har|bringes)|med tilladelse|den \d)\b",
    permission: r"\bmed (?:\w+ )?tilladelse\b",
    translated: r"\b(?:oversat\w*|oversættelse\w*)\b",
};

pub(super) const NORWEGIAN: Language = Language {
    code: "no",
    subject: r"\b(?:artikkelen|artikkel|teksten|tekst|innlegget|innlegg|intervjuet|kronikken|reportasjen|essayet|saken|historien|anmeldelsen|utdraget|oversettelsen|kommentaren|spalten)\b",
    phrases: &[
        says(
            "publisert",
            r"\b(?:opprinnelig|først|tidligere|første gang)(?: (?:blitt|vært))? publisert {when}(?:i|på|av|hos) {who}",
        ),
        says(
            "publisert",
            r"\b(?:publisert|ble publisert) (?:opprinnelig|først|første gang) {when}(?:i|på|av|hos) {who}",
        ),
        says(
            "trykk",
            r"\b(?:opprinnelig|først|tidligere|første gang)(?: (?:stod|sto))? (?:trykket|trykt|på trykk) {when}(?:i|på|av|hos) {who}",
        ),
        says(
            "tillatelse",
            r"\b(?:gjengitt|gjengis|publiseres|publisert|trykket)\b[^.]{0,30}med (?:vennlig )?tillatelse fra {who}",
        ),
        part("utdrag fra", r"\butdrag fra {who}"),
    ],
    lead: r"(?:(?:avisen|avisa|tidsskriftet|magasinet|bloggen|nettstedet|nettsiden|boken|boka|bladet|nummer|nr|\S*\d+) )+",
    stop: r" (?:under|og (?:er|har|gjengis)|med tillatelse|den \d)\b",
    permission: r"\bmed (?:\w+ )?tillatelse\b",
    translated: r"\b(?:oversatt\w*|oversettelse\w*)\b",
};

pub(super) const FINNISH: Language = Language {
    code: "fi",
    subject: r"\b(?:artikkeli|juttu|teksti|kirjoitus|haastattelu|kolumni|essee|blogikirjoitus|reportaasi|arvostelu|katkelma|käännös|uutinen)\w*\b",
    phrases: &[
        says(
            "alun perin",
            r"\balun ?perin (?:julkais(?:tu|tiin)|ilmesty(?:nyt|i)) {when}{who}",
        ),
        says(
            "alunperin",
            r"\balunperin (?:julkais(?:tu|tiin)|ilmesty(?:nyt|i)) {when}{who}",
        ),
        says(
            "alun perin",
            r"\b(?:julkais(?:tu|tiin)|ilmesty(?:nyt|i)) alun perin {when}{who}",
        ),
        says("alun perin", r"\balun perin {who} (?:julkais(?:tu|tiin)|ilmesty(?:nyt|i))"),
        says(
            "ensimmäisen kerran",
            r"\b(?:julkais(?:tu|tiin)|ilmestyi) ensimmäisen kerran {when}{who}",
        ),
        says("luvalla", r"\bjulkaistaan (?:uudelleen )?{who} luvalla"),
    ],
    lead: r"(?:(?:lehdessä|verkkolehdessä|sivustolla|blogissa|aikakauslehdessä|numerossa|\S*\d+) )+",
    stop: r"(?::(?:ssa|ssä|lla|llä|n)\b| (?:lehdessä|sivustolla|sivuilla|blogissa|verkkolehdessä|luvalla|ja (?:se|julkaistaan)|\d))",
    permission: r"\bluvalla\b",
    translated: r"\b(?:suomen\w+|käännö\w+|kääntä\w+|käänt\w+)\b",
};

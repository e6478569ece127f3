//! What republication notices say, language by language.
//!
//! This is data. A phrase is a regular expression without regard to case, in
//! which `{who}` is the publisher, `{when}` a date that may stand in between, and
//! `'` any apostrophe. A phrase is tried only on lines that have its cue, which
//! is plain text in lower case.

use crate::article::Relation;

use Relation::{Adaptation, Excerpt, Reprint};

/// One way to say that a text ran elsewhere before.
#[derive(Debug)]
pub(super) struct Phrase {
    pub(super) cue: &'static str,
    pub(super) pattern: &'static str,
    pub(super) relation: Relation,
    pub(super) form: Form,
}

/// How a phrase stands in its line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Form {
    /// Part of a sentence whose subject is this text, or that has none.
    Sentence,
    /// Part of a sentence that names this text before the phrase.
    Subject,
    /// The start of a line, before a name: "Source: A Paper".
    Label,
    /// The same, also after dates and names on the line.
    Field,
}

/// The words of one language.
#[derive(Debug)]
pub(super) struct Language {
    pub(super) code: &'static str,
    /// What a notice calls the text it stands with, as an expression.
    pub(super) subject: &'static str,
    pub(super) phrases: &'static [Phrase],
    /// Common words before the publisher's name that are no part of it, as an
    /// expression.
    pub(super) lead: &'static str,
    /// Where the publisher's name ends, besides punctuation, as an expression;
    /// of use where capitals do not tell.
    pub(super) stop: &'static str,
    /// Words that only a sentence about leave to print has, as an expression.
    pub(super) permission: &'static str,
    /// Words that say that this copy is a translation, as an expression.
    pub(super) translated: &'static str,
}

const fn says(cue: &'static str, pattern: &'static str) -> Phrase {
    Phrase { cue, pattern, relation: Reprint, form: Form::Sentence }
}

const fn label(cue: &'static str, pattern: &'static str) -> Phrase {
    Phrase { cue, pattern, relation: Reprint, form: Form::Label }
}

const fn field(cue: &'static str, pattern: &'static str) -> Phrase {
    Phrase { cue, pattern, relation: Reprint, form: Form::Field }
}

const fn subject(relation: Relation, cue: &'static str, pattern: &'static str) -> Phrase {
    Phrase { cue, pattern, relation, form: Form::Subject }
}

const fn part(cue: &'static str, pattern: &'static str) -> Phrase {
    Phrase { cue, pattern, relation: Excerpt, form: Form::Sentence }
}

/// Every language, each with its words.
pub(super) static LANGUAGES: &[Language] = &[
    Language {
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
            subject(
                Excerpt,
                "taken",
                r"\b(?:is|was) taken(?: with permission)? from {who}",
            ),
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
    },
    Language {
        code: "de",
        subject: r"\b(?:dieser|dieses|diese|der|das|die|unser|vorliegende[rs]?) (?:[\w-]+ ){0,2}?(?:\w+-)?\w*(?:artikel|beitrag|text|essay|kommentar|interview|bericht|kolumne|reportage|analyse|rezension|post|auszug|geschichte|fassung|version|gespräch|meldung|rede|aufsatz|recherche)\b|^(?:artikel|beitrag|text|er|es|sie)\b",
        phrases: &[
            says(
                "ersch",
                r"\berschien(?:en)? (?:zuerst|zunächst|ursprünglich|erstmals|erstmalig|vorab|bereits|auch schon|im original) {when}(?:in|im|bei|beim|auf|am|unter|als \w+ (?:in|auf)) {who}",
            ),
            says(
                "publiziert",
                r"\b(?:zuerst|zunächst|ursprünglich|erstmals) {when}(?:in|im|bei|auf) {who} publiziert",
            ),
            says(
                "erschien",
                r"\b(?:zuerst|zunächst|ursprünglich|erstmals|erstmalig|bereits|vorab|im original) {when}(?:in|im|bei|beim|auf|am|unter|vom|von) {who} (?:am [^,;]{3,30} )?erschienen",
            ),
            says(
                "erschien",
                r"\b(?:zuerst|zunächst|ursprünglich|erstmals|erstmalig) erschienen {when}(?:in|im|bei|beim|auf|am|unter) {who}",
            ),
            says(
                "veröffentlich",
                r"\b(?:zuerst|zunächst|ursprünglich|erstmals|erstmalig|bereits|vorab|im original) {when}(?:in|im|bei|beim|auf|am|unter|von|vom) {who} (?:am [^,;]{3,30} )?(?:veröffentlicht|publiziert)",
            ),
            says(
                "veröffentlich",
                r"\b(?:zuerst|zunächst|ursprünglich|erstmals|erstmalig) (?:veröffentlicht|publiziert) {when}(?:in|im|bei|beim|auf|am|unter|von|vom|durch) {who}",
            ),
            says(
                "veröffentlichung",
                r"\b(?:erstveröffentlichung|erstpublikation)(?: des (?:\w+))?:? {when}(?:in|im|bei|beim|auf|durch) {who}",
            ),
            label("crosspost", r"^crosspost(?: von| aus)?:? {who}"),
            says(
                "nachdruck",
                r"\bnachdruck (?:mit (?:freundlicher )?genehmigung )?(?:aus|von|der|des) {who}",
            ),
            says(
                "übernahme",
                r"\bübernahme (?:mit (?:freundlicher )?genehmigung )?(?:aus|von|der|des) {who}",
            ),
            says(
                "genehmigung",
                r"\b(?:nachdruck|abdruck|abgedruckt|nachgedruckt|veröffentlicht|veröffentlichung|übernommen|übersetzung|wiedergabe|erscheint|wiedergegeben)\b[^.]{0,60}?\bmit (?:freundlicher )?(?:genehmigung|erlaubnis) (?:von|vom|der|des|durch) {who}",
            ),
            subject(
                Reprint,
                "genehmigung",
                r"\bmit (?:freundlicher )?(?:genehmigung|erlaubnis) (?:von|vom|der|des) {who} (?:nachgedruckt|veröffentlicht|abgedruckt|übernommen|publiziert)",
            ),
            subject(
                Reprint,
                "übernommen",
                r"\b(?:wurde|ist|haben wir) (?:von|vom|aus) {who} übernommen",
            ),
            part("auszug aus", r"\b(?:\w*auszug) aus {who}"),
        ],
        lead: r"(?:(?:der|dem|den|die|das|des|unserem|unserer|Heft|Nr\.|Nummer|Zeitschrift|Zeitung|Magazin|Blog|Website|Webseite|Portal|Onlinemagazin|Online-Magazin|Tageszeitung|Wochenzeitung|Wochenmagazin|Fachzeitschrift|Nachrichtenportal|Nachrichtenseite|Plattform|Buch|Band|Seite|Fachmagazin|Newsletter|\S*[Aa]usgabe|\d[\d/.]*) )+",
        stop: r" (?:erschienen|veröffentlicht|publiziert|unter|und (?:wird|wurde|ist)|mit (?:freundlicher )?(?:genehmigung|erlaubnis)|am \d)",
        permission: r"\bmit (?:\w+ )?(?:genehmigung|erlaubnis|zustimmung)\b",
        translated: r"\b(?:übersetz\w+|übertragung|aus dem (?:\w+ischen))\b",
    },
    Language {
        code: "fr",
        subject: r"\b(?:cet?t?e?|le|la|l'|notre) ?(?:[\w-]+ ){0,1}?(?:article|billet|texte|tutoriel|tribune|entretien|interview|papier|chronique|reportage|analyse|post|essai|contenu|extrait|enquête|récit|traduction|version)\b|^(?:article|billet|texte|tutoriel|tribune|entretien|interview|chronique|il|elle)\b",
        phrases: &[
            says(
                "publié",
                r"\b(?:initialement|d'abord|originellement|originalement|précédemment|à l'origine|pour la première fois|en premier lieu|préalablement)(?: été)? (?:publi|re?publi)ée?s? {when}(?:sur|dans|par|chez|en|au|aux) {who}",
            ),
            says(
                "publié",
                r"\bpubliée?s? (?:initialement|d'abord|originellement|originalement|précédemment|à l'origine|pour la première fois|en premier)(?: en \w+)? {when}(?:sur|dans|par|chez|au|aux) {who}",
            ),
            says(
                "paru",
                r"\b(?:(?:initialement|d'abord|originellement|précédemment|à l'origine)(?: est)? parue?s?|parue?s? (?:initialement|d'abord|originellement|à l'origine|pour la première fois|précédemment))(?: en \w+)? {when}(?:sur|dans|chez|au|aux|en) {who}",
            ),
            says(
                "republié",
                r"\brepubliée?s? (?:ici )?(?:(?:avec|par) [^.]{0,30}(?:autorisation|permission|accord) )?(?:à partir de|depuis|de|du|d'|des)(?: |\b){who}",
            ),
            says(
                "reproduit",
                r"\breproduite?s? (?:ici )?avec (?:l'aimable |l'|la |son )?(?:autorisation|permission|accord) (?:de|du|d'|des)(?: |\b){who}",
            ),
            says(
                "autorisation",
                r"\b(?:publié|republié|repris|diffusé|traduit|reproduit)e?s? (?:ici )?avec (?:l'aimable |l'|la )?(?:autorisation|permission|accord) (?:de|du|d'|des)(?: |\b){who}",
            ),
            subject(
                Reprint,
                "repris",
                r"\b(?:est |a été )?reprise? (?:de|du|d'|des|depuis)(?: |\b){who}",
            ),
            subject(Excerpt, "extrait", r"\bextraite?s? (?:de|du|d'|des)(?: |\b){who}"),
            says(
                "lire l'",
                r"^lire l'(?:article|original|texte)(?: original)? sur {who}",
            ),
            says(
                "lire l’",
                r"^lire l'(?:article|original|texte)(?: original)? sur {who}",
            ),
        ],
        lead: r"(?:(?:le|la|les|l'|notre|son|du|de la|des|de|journal|quotidien|magazine|hebdomadaire|mensuel|site|blog|revue|média|média en ligne|livre|numéro|n°|portail|plateforme|web|internet|\S*\d+) ?)+ ",
        stop: r" (?:sous|et (?:est|a été|republié)|le \d|en \d|avec|par|dans le cadre)\b",
        permission: r"\bavec (?:\w+['’ ])?(?:\w+ )?(?:autorisation|permission|accord)\b|\bl['’]aimable autorisation\b",
        translated: r"\b(?:tradui\w+|traduction)\b",
    },
    Language {
        code: "es",
        subject: r"\b(?:este|esta|el|la|nuestro) (?:[\w-]+ ){0,1}?(?:artículo|texto|entrevista|columna|reportaje|ensayo|nota|post|entrada|contenido|crónica|análisis|fragmento|extracto|publicación|opinión|investigación|noticia|versión|traducción)\b|^(?:artículo|texto|entrevista|columna|nota|reportaje|ensayo|entrada)\b",
        phrases: &[
            says(
                "publicad",
                r"\b(?:originalmente|inicialmente|originariamente|primero|previamente|anteriormente|por primera vez)(?: (?:fue|ha sido))? publicad[oa]s? {when}(?:en|por|con|a través de) {who}",
            ),
            says(
                "publicad",
                r"\bpublicad[oa]s? (?:originalmente|inicialmente|originariamente|primero|previamente|anteriormente|por primera vez)(?: en (?:inglés|francés|alemán|portugués|italiano|catalán))? {when}(?:en|por|con) {who}",
            ),
            says(
                "se publicó",
                r"\bse publicó (?:originalmente|inicialmente|primero|por primera vez|previamente)(?: en (?:inglés|francés|alemán|portugués|italiano))? {when}(?:en|por) {who}",
            ),
            says(
                "originalmente",
                r"\b(?:apareció originalmente|originalmente apareció|aparecido originalmente) {when}(?:en|por) {who}",
            ),
            says(
                "republicad",
                r"\brepublicad[oa]s? (?:aquí )?(?:con (?:el )?(?:permiso|autorización) )?(?:de|desde|del) {who}",
            ),
            says(
                "reproduci",
                r"\b(?:se reproduce|reproducid[oa]) (?:aquí )?(?:con (?:el |la )?(?:amable )?(?:permiso|autorización) (?:de|del)|por cortesía (?:de|del)) {who}",
            ),
            subject(Reprint, "cortesía", r"\bpor cortesía (?:de|del) {who}"),
            says("tomado de", r"^(?:\(|\[)?(?:artículo |texto )?tomado (?:de|del) {who}"),
            subject(Excerpt, "fragmento", r"\b(?:fragmento|extracto) (?:de|del) {who}"),
            says(
                "leer el",
                r"^(?:leer|lea|lee) (?:el|la) (?:artículo|versión|texto) original(?: (?:en|de) {who})?",
            ),
        ],
        lead: r"(?:(?:el|la|los|las|del|de|revista|diario|periódico|blog|sitio|web|página|portal|libro|semanario|suplemento|medio|boletín|número|edición|\S*\d+) )+",
        stop: r" (?:bajo|y (?:es|ha sido|se|fue|republicad)|el \d|en \d|con (?:el )?permiso|con autorización|por cortesía)\b",
        permission: r"\bcon (?:el |la |su )?(?:\w+ )?(?:permiso|autorización|consentimiento)\b|\bpor cortesía\b",
        translated: r"\b(?:traducid[oa]|traducción|traducido)\b",
    },
    Language {
        code: "pt",
        subject: r"\b(?:este|esta|esse|essa|o|a|nosso) (?:[\w-]+ ){0,1}?(?:artigo|texto|entrevista|coluna|reportagem|ensaio|matéria|post|postagem|conteúdo|crônica|análise|trecho|publicação|notícia|versão|tradução)\b|^(?:artigo|texto|entrevista|coluna|matéria|reportagem|ensaio|postagem)\b",
        phrases: &[
            says(
                "publicad",
                r"\b(?:originalmente|inicialmente|originariamente|primeiro|primeiramente|anteriormente|pela primeira vez)(?: (?:foi|é))? publicad[oa]s? {when}(?:em|no|na|nos|nas|pelo|pela|por)(?: |\b){who}",
            ),
            says(
                "publicad",
                r"\bpublicad[oa]s? (?:originalmente|inicialmente|originariamente|primeiro|primeiramente|anteriormente|pela primeira vez)(?: em (?:inglês|espanhol|francês|alemão|italiano))? {when}(?:em|no|na|nos|nas|pelo|pela|por):? {who}",
            ),
            says(
                "originalmente",
                r"\b(?:saiu|apareceu) originalmente {when}(?:em|no|na) {who}",
            ),
            says(
                "republicad",
                r"\brepublicad[oa]s? (?:aqui )?(?:com (?:a )?(?:permissão|autorização) )?(?:de|do|da|a partir de) {who}",
            ),
            says(
                "reproduzid",
                r"\breproduzid[oa]s? (?:aqui )?(?:com (?:a )?(?:permissão|autorização) )(?:de|do|da) {who}",
            ),
            subject(Excerpt, "trecho", r"\btrecho (?:de|do|da) {who}"),
            says(
                "leia o",
                r"^leia (?:o|a) (?:artigo|texto|versão|matéria) original(?: (?:em|no|na) {who})?",
            ),
        ],
        lead: r"(?:(?:o|a|os|as|do|da|revista|jornal|blog|blogue|site|sítio|página|portal|livro|semanário|edição|número|\S*\d+) )+",
        stop: r" (?:sob|e (?:é|foi|republicad)|em \d|com (?:a )?(?:permissão|autorização))\b",
        permission: r"\bcom (?:a |sua )?(?:\w+ )?(?:permissão|autorização)\b",
        translated: r"\b(?:traduzid[oa]|tradução)\b",
    },
    Language {
        code: "it",
        subject: r"\b(?:questo|questa|quest'|il|lo|la|l'|nostro) ?(?:[\w-]+ ){0,1}?(?:articolo|testo|intervista|rubrica|reportage|saggio|post|contenuto|analisi|estratto|recensione|pezzo|inchiesta|versione|traduzione|contributo)\b|^(?:articolo|testo|intervista|post|saggio|pezzo)\b",
        phrases: &[
            says(
                "pubblicat",
                r"\b(?:originariamente|originalmente|inizialmente|in origine|per la prima volta|precedentemente|già)(?: stat[oa])? pubblicat[oa] {when}(?:su|sul|sulla|sull'|in|da|dal|dalla|dall'|nel|nella|nell'|per|presso)(?: |\b){who}",
            ),
            says(
                "pubblicat",
                r"\bpubblicat[oa] (?:originariamente|originalmente|inizialmente|in origine|per la prima volta|precedentemente)(?: in (?:inglese|francese|spagnolo|tedesco))? {when}(?:su|sul|sulla|sull'|in|da|dal|dalla|dall'|nel|nella|nell')(?: |\b){who}",
            ),
            says(
                "apparso",
                r"\b(?:apparso (?:originariamente|originalmente|inizialmente|per la prima volta|in origine)|(?:originariamente|originalmente|inizialmente) apparso) {when}(?:su|sul|sulla|sull'|in|nel|nella)(?: |\b){who}",
            ),
            says(
                "ripubblicat",
                r"\bripubblicat[oa] (?:qui )?(?:con (?:il )?(?:permesso|consenso|l'autorizzazione) )?(?:da|dal|dalla|di|del|della)(?: |\b){who}",
            ),
            says(
                "gentile concessione",
                r"\bper gentile concessione (?:di|del|della|dell'|de)(?: |\b){who}",
            ),
            says(
                "riprodott",
                r"\briprodott[oa] (?:qui )?(?:con (?:il permesso|l'autorizzazione)|su autorizzazione) (?:di|del|della|dell')(?: |\b){who}",
            ),
            says(
                "tratto da",
                r"^(?:\(|\[)?(?:articolo |testo )?tratto (?:da|dal|dalla) {who}",
            ),
            subject(Excerpt, "estratto", r"\bestratto (?:da|dal|dalla|di|del) {who}"),
            says("leggi l", r"^leggi l'(?:articolo|originale)(?: originale)? su {who}"),
        ],
        lead: r"(?:(?:il|lo|la|le|i|gli|dal team|team|rivista|giornale|quotidiano|blog|sito|portale|libro|settimanale|mensile|numero|\S*\d+) )+",
        stop: r" (?:sotto|e (?:è|viene|ripubblicat)|il \d|nel \d|con (?:il )?permesso)\b",
        permission: r"\b(?:gentile concessione|con (?:il |la |l['’])?(?:permesso|autorizzazione|consenso)|su autorizzazione)\b",
        translated: r"\b(?:tradott[oa]|traduzione)\b",
    },
    Language {
        code: "nl",
        subject: r"\b(?:dit|deze|het|de|bovenstaand|onderstaand)e? (?:[\w-]+ ){0,1}?\w*(?:artikel|stuk|tekst|interview|column|recensie|bijdrage|verhaal|blog|post|essay|reportage|analyse|bericht|opiniestuk|fragment|vertaling|versie|gesprek)\b|^(?:artikel|stuk|tekst|interview)\b",
        phrases: &[
            says(
                "verscheen",
                r"\bverscheen (?:eerder|oorspronkelijk|eerst|aanvankelijk|al eerder|voor het eerst|ook) {when}(?:op|in|bij|via) {who}",
            ),
            says(
                "verscheen",
                r"\bverscheen {when}(?:eerst |oorspronkelijk |eerder )(?:op|in|bij|via) {who}",
            ),
            says(
                "verschenen",
                r"\b(?:eerder|oorspronkelijk|eerst|aanvankelijk) verschenen {when}(?:op|in|bij|via) {who}",
            ),
            says(
                "verschenen",
                r"\b(?:eerder|oorspronkelijk|eerst|aanvankelijk) {when}(?:op|in|bij|via) {who} verschenen",
            ),
            says(
                "gepubliceerd",
                r"\b(?:eerder|oorspronkelijk|eerst|aanvankelijk|voor het eerst)(?: is)? gepubliceerd {when}(?:op|in|bij|door|via) {who}",
            ),
            says(
                "gepubliceerd",
                r"\b(?:eerder|oorspronkelijk|eerst|aanvankelijk|voor het eerst)(?: is)? {when}(?:op|in|bij|door|via) {who} gepubliceerd",
            ),
            says(
                "overgenomen",
                r"\bovergenomen (?:met (?:vriendelijke )?toestemming )?(?:van|uit) {who}",
            ),
            says(
                "toestemming",
                r"\bmet (?:vriendelijke )?toestemming (?:van|uit) {who} (?:overgenomen|gepubliceerd|geplaatst)",
            ),
            part("fragment uit", r"\b(?:fragment|voorpublicatie|passage) uit {who}"),
        ],
        lead: r"(?:(?:het|de|een|tijdschrift|weekblad|dagblad|maandblad|blog|website|site|krant|magazine|boek|nummer|editie|platform|\S*\d+) )+",
        stop: r" (?:onder|en (?:is|wordt|werd)|gepubliceerd|verschenen|met toestemming|op \d)\b",
        permission: r"\bmet (?:\w+ )?toestemming\b",
        translated: r"\b(?:vertaal\w*|vertaling)\b",
    },
    Language {
        code: "pl",
        subject: r"\b(?:artykuł|tekst|wywiad|felieton|esej|wpis|materiał|reportaż|komentarz|analiza|recenzja|fragment|tłumaczenie|rozmowa|post)\w*\b",
        phrases: &[
            says(
                "opublikowan",
                r"\b(?:pierwotnie|oryginalnie|po raz pierwszy|wcześniej|najpierw)(?: (?:został|była?|został[ao]))? opublikowan[yaeo] {when}(?:w|we|na|przez|na łamach|na stronie|na portalu) {who}",
            ),
            says(
                "opublikowan",
                r"\bopublikowan[yaeo] (?:pierwotnie|oryginalnie|po raz pierwszy|wcześniej|najpierw) {when}(?:w|we|na|przez|na łamach|na stronie|na portalu) {who}",
            ),
            says(
                "ukazał",
                r"\b(?:(?:pierwotnie|oryginalnie|po raz pierwszy|wcześniej|najpierw) ukazał[ao]? się|ukazał[ao]? się (?:pierwotnie|oryginalnie|po raz pierwszy|wcześniej|najpierw)) {when}(?:w|we|na|na łamach|na stronie|na portalu) {who}",
            ),
            says("przedruk", r"\bprzedruk(?:owano)? (?:za zgodą )?(?:z|ze|za) {who}"),
            says(
                "za zgodą",
                r"\b(?:przedruk|publikacja|opublikowano|publikujemy|przedrukowano|publikowany)\b[^.]{0,40}za zgodą {who}",
            ),
            label("źródło", r"^źródło(?: artykułu| tekstu)?: ?{who}"),
        ],
        lead: r"(?:(?:łamach|stronie|portalu|serwisie|blogu|miesięczniku|tygodniku|dzienniku|piśmie|czasopiśmie|magazynie|gazecie|numerze|\S*\d+) )+",
        stop: r" (?:na licencji|i (?:jest|został)|za zgodą|pod tytułem|w dniu)\b",
        permission: r"\bza (?:\w+ )?zgodą\b|\bdzięki uprzejmości\b",
        translated: r"\b(?:tłumaczenie|przetłumaczon\w+|przekład)\b",
    },
    Language {
        code: "ru",
        subject: r"(?:эт[аоу]т?|данн\w+|настоящ\w+|наш\w?)?\s?\b(?:стать|текст|материал|интервью|колонк|эссе|заметк|репортаж|пост|публикаци|перевод|отрывок|анализ|обзор|рецензи|оригинал|расследовани)\w*",
        phrases: &[
            says(
                "опубликован",
                r"\b(?:впервые|первоначально|изначально|ранее|сначала)(?: (?:была?|было))? опубликован[аоы]? {when}(?:в|во|на|на сайте|в журнале|в газете|изданием|порталом|журналом) {who}",
            ),
            says(
                "опубликован",
                r"\bопубликован[аоы]? (?:впервые|первоначально|изначально|ранее) {when}(?:в|во|на|изданием|порталом) {who}",
            ),
            says(
                "вышл",
                r"\b(?:впервые|первоначально|изначально) (?:вышл?[аои]?|вышел) {when}(?:в|во|на) {who}",
            ),
            says(
                "вышел",
                r"\b(?:впервые|первоначально|изначально) вышел {when}(?:в|во|на) {who}",
            ),
            says(
                "перепечат",
                r"\bперепечат(?:ано|ка|ывается|ан[аоы]?) (?:с (?:любезного )?разрешения|из|с сайта) {who}",
            ),
            says(
                "разрешени",
                r"\b(?:публикуется|опубликован[аоы]?|перевод|републикуется|печатается)\b[^.]{0,40}с (?:любезного )?разрешения {who}",
            ),
            label(
                "оригинал",
                r"^(?:ссылка на )?оригинал(?: статьи| текста| публикации| материала)?(?: на)?:? {who}",
            ),
            label("первоисточник", r"^первоисточник: ?{who}"),
        ],
        lead: r"(?:(?:сайте|журнале|газете|издании|портале|блоге|номере|изданием|порталом|журналом|сайта|журнала|газеты|издания|\S*\d+) )+",
        stop: r" (?:под|и (?:публикуется|был)|по лицензии|с разрешения)\b",
        permission: r"\bс (?:\w+ )?разрешения\b",
        translated: r"\b(?:перев[её]л\w*|перевод\w*|переведен\w*)\b",
    },
    Language {
        code: "uk",
        subject: r"\b(?:статт|текст|матеріал|інтерв'ю|колонк|есе|нотатк|репортаж|допис|публікаці|переклад|уривок|аналіз|огляд|оригінал|розслідуванн)\w*",
        phrases: &[
            says(
                "опублікован",
                r"\b(?:вперше|спочатку|первісно|раніше|спершу)(?: (?:була?|було))? опублікован[аоеий]* {when}(?:в|у|на|на сайті|виданням) {who}",
            ),
            says(
                "опублікован",
                r"\bопублікован[аоеий]* (?:вперше|спочатку|первісно|раніше) {when}(?:в|у|на|виданням) {who}",
            ),
            says("вийшл", r"\b(?:вперше|спочатку) вийшл[аои] {when}(?:в|у|на) {who}"),
            says(
                "передрук",
                r"\bпередрук(?:овано|овується)? (?:з дозволу|із|з|з сайту) {who}",
            ),
            says(
                "дозвол",
                r"\b(?:публікується|опубліковано|передруковано|публікуємо)\b[^.]{0,40}(?:з|із) (?:люб'язного )?дозволу {who}",
            ),
            label(
                "оригінал",
                r"^(?:посилання на )?оригінал(?: статті| тексту| публікації| матеріалу)?(?: на)?:? {who}",
            ),
            label("першоджерело", r"^першоджерело: ?{who}"),
        ],
        lead: r"(?:(?:сайті|журналі|газеті|виданні|порталі|блозі|номері|виданням|видання|журналу|сайту|газети|\S*\d+) )+",
        stop: r" (?:під|і (?:публікується|був)|за ліцензією|з дозволу)\b",
        permission: r"\b(?:з|із) (?:\w+ )?дозволу\b",
        translated: r"\b(?:переклад\w*|перекла\w+)\b",
    },
    Language {
        code: "cs",
        subject: r"\b(?:článek|text|rozhovor|komentář|esej|reportáž|příspěvek|sloupek|analýza|recenze|ukázka|překlad|fejeton|materiál)\w*\b",
        phrases: &[
            says(
                "původně",
                r"\bpůvodně (?:vyšel|vyšla|vyšlo|byl[ao]? (?:publikován|zveřejněn|uveřejněn)[ao]?|publikován[ao]?|zveřejněn[ao]?|publikováno|zveřejněno|uveřejněno) {when}(?:v|ve|na|na serveru|na webu|v časopise) {who}",
            ),
            says(
                "původně",
                r"\b(?:vyšel|vyšla|vyšlo|publikováno|zveřejněno) původně {when}(?:v|ve|na) {who}",
            ),
            says(
                "poprvé",
                r"\bpoprvé (?:vyšel|vyšla|vyšlo|publikováno|zveřejněno|uveřejněno) {when}(?:v|ve|na) {who}",
            ),
            says(
                "převzato",
                r"\bpřevzato (?:se souhlasem )?(?:z|ze|od|ze serveru|z webu) {who}",
            ),
            says(
                "se svolením",
                r"\b(?:otištěno|publikováno|zveřejněno|přetištěno|publikujeme|převzato)\b[^.]{0,30}se (?:svolením|souhlasem) {who}",
            ),
            part("ukázka z", r"\bukázka z(?:e)? {who}"),
        ],
        lead: r"(?:(?:serveru|webu|časopise|časopisu|deníku|portálu|blogu|čísle|novinách|týdeníku|knihy|\S*\d+) )+",
        stop: r" (?:pod|a (?:je|byl)|se svolením|pod licencí)\b",
        permission: r"\bse (?:\w+ )?(?:svolením|souhlasem)\b",
        translated: r"\b(?:překlad\w*|přeložil\w*)\b",
    },
    Language {
        code: "tr",
        subject: r"\b(?:bu )?(?:yazı|makale|haber|röportaj|metin|söyleşi|deneme|köşe yazısı|içerik|analiz|çeviri|bölüm)\w*\b",
        phrases: &[
            says(
                "ilk",
                r"\bilk (?:olarak|kez|defa) {when}{who}(?:'?(?:de|da|te|ta|nde|nda|ın|in)|(?: \w+)? (?:sitesinde|dergisinde|gazetesinde|internet sitesinde|portalında|blogunda|tarafından|adlı sitede|web sitesinde))? (?:(?:\d+ \p{L}+ \d+ tarihinde|\d{4}'?\w*) )?(?:yayımlan|yayınlan|yayımladı|çık|basıl)\w*",
            ),
            says(
                "orijinal",
                r"\borijinali? (?:olarak )?{who}(?:'?(?:de|da|te|ta|nde|nda)|(?: \w+)? (?:sitesinde|dergisinde|gazetesinde))? (?:yayımlan|yayınlan)\w*",
            ),
            says(
                "izniyle",
                r"^(?:bu \w+ )?{who}(?:'?(?:ın|in|un|ün|nın|nin|nun|nün))? izniyle (?:yeniden )?(?:yayımlan|yayınlan|basıl)\w*",
            ),
            says(
                "alınmıştır",
                r"^(?:bu \p{L}+ )?{who}(?:'?(?:dan|den|tan|ten|ndan|nden)|(?: \w+)? (?:sitesinden|dergisinden|gazetesinden)) alınmıştır",
            ),
        ],
        lead: r"(?:(?:dergisi|gazetesi|sitesi) )+",
        stop: r"(?:'(?:de|da|te|ta|nde|nda|ın|in|un|ün|nın|nin|dan|den|tan|ten)\b| (?:sitesinde|dergisinde|gazetesinde|tarafından|tarihinde|portalında|blogunda|yayımlan|yayınlan))",
        permission: r"\bizniyle\b|\bizni ile\b",
        translated: r"\b(?:çevir\w+|çeviri)\b",
    },
    Language {
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
    },
    Language {
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
    },
    Language {
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
    },
    Language {
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
            says(
                "alun perin",
                r"\balun perin {who} (?:julkais(?:tu|tiin)|ilmesty(?:nyt|i))",
            ),
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
    },
    Language {
        code: "el",
        subject: r"\b(?:άρθρο|κείμενο|συνέντευξη|ανάρτηση|δοκίμιο|ρεπορτάζ|στήλη|ανάλυση|απόσπασμα|μετάφραση|έρευνα)\w*",
        phrases: &[
            says(
                "δημοσιεύτηκε",
                r"\bδημοσιεύτηκε (?:αρχικά|για πρώτη φορά|πρώτη φορά|πρώτα) {when}(?:στο|στη|στην|στον|από το|από την|από τη|από) {who}",
            ),
            says(
                "δημοσιεύθηκε",
                r"\bδημοσιεύθηκε (?:αρχικά|για πρώτη φορά|πρώτη φορά|πρώτα) {when}(?:στο|στη|στην|στον|από το|από την|από τη|από) {who}",
            ),
            says(
                "αρχικά δημοσ",
                r"\bαρχικά δημοσιεύ[τθ]ηκε {when}(?:στο|στη|στην|στον|από το|από την|από τη|από) {who}",
            ),
            says(
                "πρωτοδημοσιεύ",
                r"\bπρωτοδημοσιεύ[τθ]ηκε {when}(?:στο|στη|στην|στον|από το|από την) {who}",
            ),
            says(
                "αναδημοσίευση",
                r"\bαναδημοσίευση (?:με την άδεια )?(?:από|του|της) (?:το |την |τη |τον )?{who}",
            ),
            says(
                "αναδημοσιεύεται",
                r"\bαναδημοσιεύεται (?:με την άδεια )?(?:από|του|της) (?:το |την |τη |τον )?{who}",
            ),
        ],
        lead: r"(?:(?:το|την|τη|του|της|περιοδικό|εφημερίδα|ιστοσελίδα|ιστολόγιο|site|blog|ιστότοπο|βιβλίο|τεύχος|\S*\d+) )+",
        stop: r" (?:με|και|υπό|στις \d|υπό την)\b",
        permission: r"με την (?:ευγενική )?(?:άδεια|παραχώρηση)",
        translated: r"\b(?:μετάφραση|μεταφρ\w+)\b",
    },
    Language {
        code: "ar",
        subject: r"(?:هذا|هذه)? ?(?:ال)?(?:مقال|مقالة|نص|تقرير|مقابلة|حوار|تدوينة|مادة|تحقيق|ترجمة|نسخة)",
        phrases: &[
            says(
                "نشر",
                r"(?:نُ?شر(?:ت)?(?:ه)?|نُشِرَ(?:ت)?|تم نشر|نشرت)\s?(?:هذا |هذه )?(?:ال\p{L}+ )?(?:أصلاً|أصلا|اصلا|أصلًا|لأول مرة|أولاً|أولا|أولًا|في الأصل|سابقاً|سابقا|للمرة الأولى) (?:في|على|عبر|لدى|بواسطة|من قبل) {who}",
            ),
            says(
                "نُشر",
                r"(?:نُشر(?:ت)?) (?:هذا |هذه )?(?:ال\p{L}+ )?(?:أصلاً|أصلا|اصلا|أصلًا|لأول مرة|أولاً|أولا|أولًا|في الأصل|سابقاً|للمرة الأولى) (?:في|على|عبر|لدى|بواسطة|من قبل) {who}",
            ),
            says("نقلا عن", r"^\(?نقلا عن:? {who}"),
            says("نقلاً عن", r"^\(?نقلاً عن:? {who}"),
            says(
                "إعادة نشر",
                r"(?:أعيد نشره?|إعادة نشر)(?: \p{L}+)? (?:بإذن من|نقلا عن|عن|من) {who}",
            ),
            says("بإذن من", r"(?:يُ?نشر|نُ?شر|أعيد نشر|تُ?نشر)[^.]{0,30}بإذن من {who}"),
        ],
        lead: r"(?:(?:موقع|صحيفة|مجلة|جريدة|مدونة|منصة|شبكة|موقعي|كتاب) )+",
        stop: r" (?:بتاريخ|تحت|بموجب|و(?:تم|قد|يعاد|أعيد)|في \d|باللغة|بعنوان|بإذن|ضمن)",
        permission: r"ب(?:إذن|اذن|تصريح|موافقة) ",
        translated: r"ترجم(?:ة|ت|ها|ه)?",
    },
    Language {
        code: "fa",
        subject: r"(?:این )?(?:مقاله|نوشته|یادداشت|گزارش|مطلب|متن|مصاحبه|گفت‌وگو|ترجمه|جستار)",
        phrases: &[
            says(
                "منتشر",
                r"(?:نخستین بار|اولین بار|ابتدا|پیش از این|پیشتر|پیش‌تر|در اصل|برای اولین بار|برای نخستین بار) (?:در|توسط|از سوی) {who} (?:منتشر|چاپ|به چاپ)",
            ),
            says("بازنشر", r"بازنشر(?:ی)? (?:از|شده از|با اجازه) {who}"),
            says("برگرفته از", r"^برگرفته از:? {who}"),
            says("به نقل از", r"^به نقل از:? {who}"),
            says("با اجازه", r"با اجازه‌? ?(?:ی )?(?:از )?{who} (?:منتشر|بازنشر|چاپ)"),
        ],
        lead: r"(?:(?:روزنامه|مجله|سایت|وب‌سایت|وبسایت|نشریه|ماهنامه|هفته‌نامه|پایگاه|خبرگزاری|وبلاگ|کتاب|روزنامهٔ|مجلهٔ) )+",
        stop: r" (?:منتشر|چاپ|در تاریخ|به تاریخ|با عنوان|تحت|و (?:با|اینجا))",
        permission: r"با (?:کسب )?اجازه",
        translated: r"ترجمه",
    },
    Language {
        code: "he",
        subject: r"(?:ה)?(?:מאמר|כתבה|טקסט|רשימה|ריאיון|פוסט|טור|מסה|ראיון|תרגום|קטע)",
        phrases: &[
            says(
                "במקור",
                r"פורס(?:ם|מה|מו) (?:במקור|לראשונה) (?:באתר |במגזין |בעיתון |בכתב העת |בבלוג |על ידי |על-ידי )?ב?[-־]? ?{who}",
            ),
            says(
                "לראשונה",
                r"פורס(?:ם|מה|מו) לראשונה (?:באתר |במגזין |בעיתון |בכתב העת |בבלוג |על ידי |על-ידי )?ב?[-־]? ?{who}",
            ),
            says(
                "הופיע",
                r"(?:הופיעה?|התפרסמה?) (?:במקור|לראשונה) (?:באתר |במגזין |בעיתון |בכתב העת |בבלוג )?ב?[-־]? ?{who}",
            ),
            says(
                "התפרסמ",
                r"(?:התפרסמה?) (?:במקור|לראשונה) (?:באתר |במגזין |בעיתון |בכתב העת |בבלוג )?ב?[-־]? ?{who}",
            ),
            says(
                "התפרסם",
                r"התפרסם (?:במקור|לראשונה) (?:באתר |במגזין |בעיתון |בכתב העת |בבלוג )?ב?[-־]? ?{who}",
            ),
            says("באדיבות", r"(?:מתפרסם|פורסם|מובא)[^.]{0,30}(?:באדיבות|באישור) {who}"),
        ],
        lead: r"(?:(?:אתר|מגזין|עיתון|בלוג|כתב העת|הבלוג|האתר|העיתון|המגזין) )+",
        stop: r" (?:תחת|ב-?\d|בתאריך|ו(?:מתפרסם|הוא|היא)|באישור|באדיבות|בכותרת)",
        permission: r"ב(?:אישור|רשות|אדיבות) ",
        translated: r"(?:תרגום|תרגמה?|מאנגלית)",
    },
    Language {
        code: "hi",
        subject: r"(?:यह |इस )?(?:लेख|आलेख|कहानी|रिपोर्ट|साक्षात्कार|पोस्ट|स्तंभ|निबंध|खबर|अनुवाद)",
        phrases: &[
            says("मूल रूप से", r"मूल रूप से {who} (?:में|पर|द्वारा) (?:प्रकाशित|छप)"),
            says("मूलतः", r"मूलतः {who} (?:में|पर|द्वारा) (?:प्रकाशित|छप)"),
            says("पहली बार", r"पहली बार {who} (?:में|पर|द्वारा) (?:प्रकाशित|छप)"),
            says("सबसे पहले", r"सबसे पहले {who} (?:में|पर|द्वारा) (?:प्रकाशित|छप)"),
            says(
                "अनुमति से",
                r"^(?:यह \p{L}+ )?{who} की अनुमति से (?:पुनः ?|पुन: ?)?(?:प्रकाशित|छाप)",
            ),
            says("साभार", r"^साभार ?[:-]? ?{who}"),
        ],
        lead: r"(?:(?:पत्रिका|अखबार|वेबसाइट|ब्लॉग|समाचार पत्र) )+",
        stop: r" (?:में|पर|द्वारा|की अनुमति|के तहत|वेबसाइट|पत्रिका)",
        permission: r"अनुमति",
        translated: r"अनु(?:वाद|दित)",
    },
    Language {
        code: "id",
        subject: r"\b(?:artikel|tulisan|berita|wawancara|kolom|esai|laporan|ulasan|konten|opini|terjemahan|naskah|teks)\b",
        phrases: &[
            says(
                "pertama kali",
                r"\bpertama kali (?:di)?(?:terbit(?:kan)?|muat|publikasikan|tayang(?:kan)?|unggah) {when}(?:di|oleh|pada|dalam) {who}",
            ),
            says(
                "telah terbit",
                r"\b(?:telah|sudah) (?:terbit|tayang|dimuat) (?:sebelumnya )?(?:di|pada|dalam) {who}",
            ),
            says(
                "awalnya",
                r"\b(?:pada )?awalnya (?:di)?(?:terbit(?:kan)?|muat|publikasikan|tayang(?:kan)?) {when}(?:di|oleh|pada|dalam) {who}",
            ),
            says(
                "sebelumnya",
                r"\bsebelumnya (?:telah )?(?:di)?(?:terbit(?:kan)?|muat|publikasikan|tayang(?:kan)?) {when}(?:di|oleh|pada|dalam) {who}",
            ),
            says(
                "diterbitkan ulang",
                r"\bditerbitkan (?:ulang|kembali) (?:dari|atas izin|dengan izin|seizin) {who}",
            ),
            says(
                "dengan izin",
                r"\b(?:dimuat|diterbitkan|ditayangkan)[^.]{0,30}(?:dengan|atas) izin (?:dari )?{who}",
            ),
        ],
        lead: r"(?:(?:situs|laman|majalah|koran|harian|surat kabar|blog|portal|media|buku|edisi|\S*\d+) )+",
        stop: r" (?:di bawah|dengan judul|dan (?:diterbitkan|dimuat|telah)|pada \d|pada tanggal|dengan izin|berdasarkan)\b",
        permission: r"\b(?:dengan|atas|se)\s?izin\b",
        translated: r"\b(?:diterjemahkan|terjemahan|penerjemah)\b",
    },
    Language {
        code: "vi",
        subject: r"\b(?:bài viết|bài báo|bài|phỏng vấn|câu chuyện|bản dịch|bài phân tích|bài này)\b",
        phrases: &[
            says(
                "lần đầu",
                r"\b(?:được )?(?:đăng|xuất bản|công bố|đăng tải) lần đầu(?: tiên)? {when}(?:trên|tại|ở|bởi|trong) {who}",
            ),
            says(
                "lần đầu",
                r"\blần đầu(?: tiên)? (?:được )?(?:đăng|xuất bản|công bố|đăng tải) {when}(?:trên|tại|ở|bởi|trong) {who}",
            ),
            says("nguyên gốc", r"\b(?:đăng|xuất bản) nguyên gốc (?:trên|tại|ở) {who}"),
            says("đăng lại", r"\bđăng lại (?:từ|với sự cho phép của|theo) {who}"),
            says(
                "cho phép của",
                r"\b(?:đăng|xuất bản|đăng lại|tái bản)\b[^.]{0,30}với sự cho phép của {who}",
            ),
            says(
                "ban đầu",
                r"\bban đầu (?:được )?(?:đăng|xuất bản) (?:trên|tại|ở) {who}",
            ),
        ],
        lead: r"(?:(?:báo|tạp chí|trang|trang web|website|blog|tờ|sách|số|\S*\d+) )+",
        stop: r" (?:theo giấy phép|với sự|và (?:được|đã)|ngày \d|vào ngày|với tựa đề|dưới)\b",
        permission: r"\b(?:với )?sự cho phép\b|\bđược phép\b",
        translated: r"\b(?:dịch|bản dịch|biên dịch)\b",
    },
    Language {
        code: "zh",
        subject: r"本文|文章|此文|本篇|原文|该文|該文|本稿|这篇|這篇",
        phrases: &[
            says("载自", r"(?:转|轉)?载自[：:]? ?{who}"),
            says("載自", r"(?:转|轉)?載自[：:]? ?{who}"),
            says("转自", r"转自[：:]? ?{who}"),
            says("轉自", r"轉自[：:]? ?{who}"),
            says("首发", r"首发(?:于|在|自|[：:])? ?{who}"),
            says("首發", r"首發(?:於|于|在|自|[：:])? ?{who}"),
            says("原载", r"原载(?:于|[：:])? ?{who}"),
            says("原載", r"原載(?:於|于|[：:])? ?{who}"),
            says("原刊", r"原刊(?:于|於|登于|登於|[：:])? ?{who}"),
            says(
                "发表于",
                r"(?:最早|最初|首次|首先|原)(?:发表|刊登|刊发)(?:于|在)(?: |\b){who}",
            ),
            says(
                "發表於",
                r"(?:最早|最初|首次|首先|原)(?:發表|刊登|刊發)(?:於|在)(?: |\b){who}",
            ),
            says(
                "授权",
                r"(?:经|獲|获|由)(?: |\b){who} ?授权(?:转载|发布|刊登|翻译|发表)",
            ),
            says("授權", r"(?:經|獲|由)(?: |\b){who} ?授權(?:轉載|發布|刊登|翻譯|發表)"),
            field(
                "来源",
                r"^(?:稿件|文章|新闻|信息|本文|内容)?来源 ?[：:] ?(?:本文)?(?:转载自)?{who}",
            ),
            field("來源", r"^(?:稿件|文章|新聞|資料|本文|內容)?來源 ?[：:] ?{who}"),
            field("出处", r"^(?:文章)?出处 ?[：:] ?{who}"),
        ],
        lead: r"(?:微信公众号|公众号|微信公號|杂志|雜誌|网站|網站) ?[：:“「《]?",
        stop: r"\s+(?:作者|编辑|編輯|责任编辑|責任編輯|责编|记者|記者|时间|時間|日期|发布|發布|编者|我要|字号|字體|浏览|点击|评论|分享|打印|\d|[|│])|网友|，|授权|授權|\s*\d{4}年|\s*\d{4}-",
        permission: r"授权|授權|许可|許可|允许",
        translated: r"翻译|翻譯|编译|編譯|译者|譯者|译自|譯自",
    },
    Language {
        code: "ja",
        subject: r"本記事|この記事|本稿|本コラム|この文章|本インタビュー|本論考|本エッセイ|元記事|このコラム|このインタビュー",
        phrases: &[
            says(
                "転載",
                r"(?:(?:本|この|当)(?:記事|稿|コラム|文章|インタビュー|論考|エッセイ)は、?)?{who}(?:で|に|にて|が|誌に)(?:\d{4}年[^、。]{0,12}に?|[^、。]{0,20}?)?(?:掲載|公開|配信|発表|執筆)[^。]{0,30}(?:転載|再掲)",
            ),
            says(
                "転載",
                r"(?:(?:本|この|当)(?:記事|稿|コラム|文章|インタビュー)は、?)?{who}(?:より|から)(?:の)?(?:許可を得て|許諾を得て|承諾を得て)?(?:引用)?転載",
            ),
            says(
                "許可を得て",
                r"(?:(?:本|この)(?:記事|稿|コラム)は、?)?{who}の(?:許可|許諾|承諾)を得て(?:転載|掲載|翻訳)",
            ),
            says(
                "最初に",
                r"(?:本|この)(?:記事|稿|コラム|文章|インタビュー)は、?(?:最初に|初めに|もともと)?{who}(?:で|に|にて)(?:最初に|初めて)?(?:掲載|公開|発表)",
            ),
            label("初出", r"^[（(]?初出 ?[：:／/] ?{who}"),
            label("転載元", r"^[（(]?転載元 ?[：:／/] ?{who}"),
            label("提供", r"^[（(]?(?:記事|文)提供 ?[：:／/=＝] ?{who}"),
            label("元記事", r"^[（(]?元記事(?:はこちら)? ?[：:／/] ?{who}"),
        ],
        lead: r"(?:本記事|この記事|本稿|本コラム|このコラム|この文章|本インタビュー|元記事|この\p{L}{1,6}?)(?:は|が|も)、?|(?:雑誌|月刊誌|週刊誌|ウェブマガジン|ウェブサイト|サイト|ブログ|新聞|書籍) ?",
        stop: r"(?:で|に|にて|より|から)(?:\d|掲載|公開|配信|転載|$)|の許可|\s*\d{4}年|\d{4}/|に掲載|で公開|号$",
        permission: r"(?:許可|許諾|承諾|了承)を(?:得|いただ)",
        translated: r"翻訳|訳者|和訳|訳:|訳：",
    },
    Language {
        code: "ko",
        subject: r"(?:이|본|위) ?(?:글|기사|칼럼|인터뷰|원고|에세이|보고서|번역|리뷰)",
        phrases: &[
            says(
                "처음",
                r"(?:(?:이|본|위) ?(?:글|기사|칼럼|인터뷰|원고|에세이)[은는이가] )?{who}(?:에|에서|를 통해|을 통해) (?:[^.]{0,14} )?처음 (?:게재|실|발표|공개|출판|보도)",
            ),
            says(
                "처음",
                r"(?:이|본|위) ?(?:글|기사|칼럼|인터뷰|원고|에세이)[은는이가] 처음(?:으로)? {who}(?:에|에서) (?:게재|실|발표|공개|보도)",
            ),
            says(
                "최초",
                r"(?:(?:이|본|위) ?(?:글|기사|칼럼|인터뷰|원고|에세이)[은는이가] )?(?:최초(?:로)? )?{who}(?:에|에서) (?:최초(?:로)? )?(?:게재|실|발표|공개)",
            ),
            says(
                "게재된",
                r"(?:이|본|위) ?(?:글|기사|칼럼|인터뷰|원고|에세이)[은는이가] {who}(?:에|에서) (?:[^.]{0,14} )?(?:먼저 )?게재된 (?:것|글|기사)",
            ),
            says(
                "실린",
                r"(?:이|본|위) ?(?:글|기사|칼럼|인터뷰|원고|에세이)[은는이가] {who}(?:에|에서) (?:[^.]{0,14} )?실린 (?:것|글|기사)",
            ),
            says(
                "전재",
                r"{who}(?:에서|의 허락을 받아|의 허가를 받아|의 동의를 얻어) (?:전재|재게재|옮겨)",
            ),
            says(
                "허락",
                r"{who}의 (?:허락|허가|동의)(?:을|를) (?:받아|얻어) (?:게재|전재|재게재|싣|번역|옮)",
            ),
            label("원문", r"^원문(?: 출처| 보기| 링크)? ?[:：] ?{who}"),
        ],
        lead: r"(?:이|본|위) ?(?:글|기사|칼럼|인터뷰|원고|에세이)[은는이가] |(?:(?:월간|주간|일간|잡지|신문|웹사이트|블로그|계간) )+",
        stop: r"(?:에서?|를|을|의|지|호)? (?:처음|최초|게재|실린|\d|전재|허락)|에 |에서 ",
        permission: r"(?:허락|허가|동의)(?:을|를)? (?:받아|얻어|하에)",
        translated: r"번역|옮긴이|옮김",
    },
];

/// What a notice's link to the first printing may say instead of a name.
pub(super) const ORIGINAL: &[&str] = &[
    "original article",
    "original story",
    "original post",
    "original piece",
    "original version",
    "original source",
    "originalartikel",
    "originalbeitrag",
    "article original",
    "version originale",
    "artículo original",
    "artigo original",
    "articolo originale",
    "originele artikel",
    "oryginalny artykuł",
    "оригинал",
    "оригінал",
    "původní článek",
    "orijinal",
    "originalartikeln",
    "oprindelige artikel",
    "opprinnelige artikkel",
    "alkuperäinen",
    "πρωτότυπο",
    "المقال الأصلي",
    "مقاله اصلی",
    "המאמר המקורי",
    "artikel asli",
    "artikel sumber",
    "bài gốc",
    "原文",
    "元記事",
    "원문",
];

/// Words that stand where a name would and are none: places in time, languages,
/// and the paper a page is printed on.
pub(super) const NOT_NAMES: &[&str] = &[
    "here",
    "there",
    "online",
    "print",
    "english",
    "german",
    "french",
    "spanish",
    "italian",
    "dutch",
    "russian",
    "chinese",
    "japanese",
    "arabic",
    "portuguese",
    "polish",
    "hebrew",
    "hardcover",
    "paperback",
    "our",
    "my",
    "this site",
    "this website",
    "this blog",
    "this page",
    "us",
    "deutsch",
    "englisch",
    "französisch",
    "inglés",
    "español",
    "francés",
    "alemán",
    "inglês",
    "anglais",
    "allemand",
    "inglese",
    "francese",
    "engels",
    "duits",
    "angielsku",
    "английском",
    "англійською",
    "angličtině",
    "engelska",
    "engelsk",
    "englanniksi",
    "book form",
    "part",
    "serial form",
    "a",
    "an",
    "the",
    "it",
    "full",
    "question",
    "honor",
    "honour",
    "response",
    "partnership",
    "collaboration",
    "association",
    "permission",
    "admin",
    "staff",
    "guest",
    "anonymous",
    "网络",
    "互联网",
    "本站",
    "原创",
    "網絡",
    "网络整理",
    "未知",
    "本网",
    "整理",
    "google",
    "google images",
    "wikipedia",
    "wikimedia commons",
    "pixabay",
    "shutterstock",
    "getty images",
    "unsplash",
    "pexels",
    "istock",
];

/// Agencies and the like: a line that names one as its source says where the
/// facts are from, not where the text ran first.
pub(super) const AGENCIES: &[&str] = &[
    "pap",
    "reuters",
    "ap",
    "afp",
    "dpa",
    "ansa",
    "efe",
    "lusa",
    "belga",
    "anp",
    "tt",
    "ritzau",
    "ntb",
    "stt",
    "тасс",
    "риа новости",
    "интерфакс",
    "укрінформ",
    "čtk",
    "aa",
    "apa",
    "sda",
    "pexels.com",
    "own",
    "własne",
    "inf. wł.",
    "informacja prasowa",
    "facebook",
    "twitter",
    "youtube",
    "instagram",
];

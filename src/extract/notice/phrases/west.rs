//! What notices say in German, French, Spanish, Portuguese, Italian and Dutch.

use crate::article::Relation::{Excerpt, Reprint};

use super::{Language, label, part, says, subject};

pub(super) const GERMAN: Language = Language {
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
};

pub(super) const FRENCH: Language = Language {
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
        says("lire l'", r"^lire l'(?:article|original|texte)(?: original)? sur {who}"),
        says("lire l’", r"^lire l'(?:article|original|texte)(?: original)? sur {who}"),
    ],
    lead: r"(?:(?:le|la|les|l'|notre|son|du|de la|des|de|journal|quotidien|magazine|hebdomadaire|mensuel|site|blog|revue|média|média en ligne|livre|numéro|n°|portail|plateforme|web|internet|\S*\d+) ?)+ ",
    stop: r" (?:sous|et (?:est|a été|republié)|le \d|en \d|avec|par|dans le cadre)\b",
    permission: r"\bavec (?:\w+['’ ])?(?:\w+ )?(?:autorisation|permission|accord)\b|\bl['’]aimable autorisation\b",
    translated: r"\b(?:tradui\w+|traduction)\b",
};

pub(super) const SPANISH: Language = Language {
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
};

pub(super) const PORTUGUESE: Language = Language {
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
};

pub(super) const ITALIAN: Language = Language {
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
};

pub(super) const DUTCH: Language = Language {
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
};

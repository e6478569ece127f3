//! What a book's own pages are called.

/// The names of a book's own pages in one language.
#[derive(Debug)]
pub(super) struct Labels {
    language: &'static str,
    pub(super) cover: &'static str,
    pub(super) title_page: &'static str,
    pub(super) contents: &'static str,
    pub(super) landmarks: &'static str,
    pub(super) start: &'static str,
    pub(super) comments: &'static str,
    pub(super) sources: &'static str,
    /// Over the discussion of one article, `{}` standing for its title.
    pub(super) comments_on: &'static str,
    pub(super) first_printed: &'static str,
    pub(super) read_at: &'static str,
    pub(super) licence: &'static str,
    pub(super) untitled: &'static str,
}

impl Labels {
    /// Returns the names for a language, those in English if it is not known.
    pub(super) fn of(tag: &str) -> &'static Self {
        let primary = tag.split('-').next().unwrap_or_default();
        LABELS
            .iter()
            .find(|it| it.language.eq_ignore_ascii_case(primary))
            .unwrap_or(&LABELS[0])
    }
}

const LABELS: [Labels; 7] = [
    Labels {
        language: "en",
        cover: "Cover",
        title_page: "Title page",
        contents: "Contents",
        landmarks: "Landmarks",
        start: "Start of the text",
        comments: "Comments",
        sources: "Sources and rights",
        comments_on: "Comments on “{}”",
        first_printed: "First published by",
        read_at: "Taken from",
        licence: "Licence",
        untitled: "Untitled",
    },
    Labels {
        language: "de",
        cover: "Umschlag",
        title_page: "Titelseite",
        contents: "Inhalt",
        landmarks: "Orientierungspunkte",
        start: "Textbeginn",
        comments: "Kommentare",
        sources: "Quellen und Rechte",
        comments_on: "Kommentare zu „{}“",
        first_printed: "Zuerst erschienen bei",
        read_at: "Übernommen von",
        licence: "Lizenz",
        untitled: "Ohne Titel",
    },
    Labels {
        language: "fr",
        cover: "Couverture",
        title_page: "Page de titre",
        contents: "Table des matières",
        landmarks: "Repères",
        start: "Début du texte",
        comments: "Commentaires",
        sources: "Sources et droits",
        comments_on: "Commentaires sur « {} »",
        first_printed: "Première publication :",
        read_at: "Repris de",
        licence: "Licence",
        untitled: "Sans titre",
    },
    Labels {
        language: "es",
        cover: "Cubierta",
        title_page: "Portada",
        contents: "Índice",
        landmarks: "Puntos de referencia",
        start: "Inicio del texto",
        comments: "Comentarios",
        sources: "Fuentes y derechos",
        comments_on: "Comentarios sobre «{}»",
        first_printed: "Publicado por primera vez en",
        read_at: "Tomado de",
        licence: "Licencia",
        untitled: "Sin título",
    },
    Labels {
        language: "it",
        cover: "Copertina",
        title_page: "Frontespizio",
        contents: "Indice",
        landmarks: "Punti di riferimento",
        start: "Inizio del testo",
        comments: "Commenti",
        sources: "Fonti e diritti",
        comments_on: "Commenti su «{}»",
        first_printed: "Pubblicato per la prima volta da",
        read_at: "Tratto da",
        licence: "Licenza",
        untitled: "Senza titolo",
    },
    Labels {
        language: "pt",
        cover: "Capa",
        title_page: "Folha de rosto",
        contents: "Índice",
        landmarks: "Pontos de referência",
        start: "Início do texto",
        comments: "Comentários",
        sources: "Fontes e direitos",
        comments_on: "Comentários sobre “{}”",
        first_printed: "Publicado primeiro por",
        read_at: "Retirado de",
        licence: "Licença",
        untitled: "Sem título",
    },
    Labels {
        language: "nl",
        cover: "Omslag",
        title_page: "Titelpagina",
        contents: "Inhoud",
        landmarks: "Oriëntatiepunten",
        start: "Begin van de tekst",
        comments: "Reacties",
        sources: "Bronnen en rechten",
        comments_on: "Reacties op “{}”",
        first_printed: "Eerst verschenen bij",
        read_at: "Overgenomen van",
        licence: "Licentie",
        untitled: "Zonder titel",
    },
];

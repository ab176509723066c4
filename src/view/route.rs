//! Pages and their addresses: hash routes, so that the page works in any folder of any static host.

/// A page of an open class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Page {
    /// What matters now.
    Today,
    /// Who knows what.
    Mastery,
    /// Quiz results in.
    Results,
    /// One student across standards and years.
    Student,
    Plans,
    /// Groups of the cycle.
    Groups,
    /// Groups over the classes of a grade team.
    Team,
    /// Stations and slots.
    Rotation,
    /// The rotation on the wall: first names, places, time and nothing else.
    Board,
    /// The lenses, each with a figure and a question.
    Equity,
    /// The first result of the year beside the latest.
    Growth,
    /// How the teacher's minutes are shared over the year.
    Year,
    Report,
    /// Files in and out.
    Share,
    /// Name, year, roster.
    Class,
    /// Units and their standards.
    Standards,
}

const PAGES: [(Page, &str); 16] = [
    (Page::Today, "today"),
    (Page::Mastery, "mastery"),
    (Page::Results, "results"),
    (Page::Student, "student"),
    (Page::Plans, "plans"),
    (Page::Groups, "groups"),
    (Page::Team, "team"),
    (Page::Rotation, "rotation"),
    (Page::Board, "board"),
    (Page::Equity, "equity"),
    (Page::Growth, "growth"),
    (Page::Year, "year"),
    (Page::Report, "report"),
    (Page::Share, "share"),
    (Page::Class, "class"),
    (Page::Standards, "standards"),
];

impl Page {
    /// As the address spells it; also the name of its texts, styles and view.
    pub fn slug(self) -> &'static str {
        PAGES.iter().find(|(page, _)| *page == self).map_or("today", |(_, slug)| slug)
    }
}

/// Where the page is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The list of classes.
    Start,
    /// A page of a class, on one thing of it where `item` says so (a student's plan).
    Open {
        /// Id of the class.
        class: String,
        page: Page,
        /// Id of what the page is about.
        item: Option<String>,
    },
}

impl Route {
    /// From the hash of an address; what is not known leads to the start.
    pub fn parse(hash: &str) -> Self {
        let mut parts = hash.trim_start_matches('#').split('/').filter(|part| !part.is_empty());
        if parts.next() != Some("class") {
            return Self::Start;
        }
        let Some(class) = parts.next() else { return Self::Start };
        let slug = parts.next().unwrap_or("today");
        let page = PAGES.iter().find(|(_, known)| *known == slug).map_or(Page::Today, |(page, _)| *page);
        Self::Open { class: class.into(), page, item: parts.next().map(str::to_owned) }
    }

    /// The page, where a class is open.
    pub fn page(&self) -> Option<Page> {
        match self {
            Self::Start => None,
            Self::Open { page, .. } => Some(*page),
        }
    }

    /// Whether both are the same page of the same class, whatever it is about.
    pub fn is_same_page(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Start, Self::Start) => true,
            (Self::Open { class, page, .. }, Self::Open { class: other, page: is, .. }) => {
                class == other && page == is
            }
            _ => false,
        }
    }

    /// The hash of this route's address.
    pub fn hash(&self) -> String {
        match self {
            Self::Start => "#/".into(),
            Self::Open { class, page, item: None } => format!("#/class/{class}/{}", page.slug()),
            Self::Open { class, page, item: Some(item) } => format!("#/class/{class}/{}/{item}", page.slug()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_are_read_as_they_are_written() {
        for (page, _) in PAGES {
            for item in [None, Some("s1".to_owned())] {
                let route = Route::Open { class: "5b".into(), page, item };
                assert_eq!(Route::parse(&route.hash()), route);
            }
        }
        assert_eq!(Route::parse(""), Route::Start);
        assert_eq!(Route::parse("#/elsewhere"), Route::Start);
        assert_eq!(
            Route::parse("#/class/5b"),
            Route::Open { class: "5b".into(), page: Page::Today, item: None }
        );
    }
}

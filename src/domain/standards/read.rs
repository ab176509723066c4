//! A catalog from its three CSV tables. Columns are found by their names in the first row; others are ignored.

use super::framework::{Catalog, Emphasis, Standard};
use super::grade::Grade;
use super::graph::EdgeKind;
use crate::domain::Sentence;
use crate::domain::id::StandardId;

impl Catalog {
    /// Reads the tables of `data/standards/`.
    ///
    /// - `standards`: `code,grade,domain,cluster,type,short,label`. A code that is another code of the table with one
    ///   piece more is its part (`3.NF.A.3.a` of `3.NF.A.3`).
    /// - `edges`: `from,to,kind` with kind `prereq` or `related`.
    /// - `domains`: `code,name` in teaching order.
    ///
    /// The first row that cannot be read is the error; it names the table, the row and the column.
    pub fn from_csv(standards: &str, edges: &str, domains: &str) -> Result<Self, Sentence> {
        Self::default().and_csv(standards, edges, domains)
    }

    /// This catalog with the tables of one framework more, read as in [`Self::from_csv`].
    pub fn and_csv(self, standards: &str, edges: &str, domains: &str) -> Result<Self, Sentence> {
        let mut catalog = self;
        let named = CsvTable::new("standards.domains_table", domains, ["code", "name"])?;
        for row in named {
            let Row { cells: [code, name], .. } = row?;
            catalog.add_domain(code, name);
        }
        let columns = ["code", "grade", "domain", "cluster", "type", "short", "label"];
        for row in CsvTable::new("standards.standards_table", standards, columns)? {
            catalog.add_row(&row?)?;
        }
        for row in CsvTable::new("standards.edges_table", edges, ["from", "to", "kind"])? {
            let row = row?;
            let kind = EdgeKind::parse(&row.cells[2]).ok_or_else(|| row.wrong("kind", 2))?;
            let [from, to] = [0, 1].map(|i| StandardId::new(&row.cells[i]));
            catalog.add_edge(&from, &to, kind).map_err(|_| {
                let unknown = usize::from(catalog.get(&from).is_some());
                row.wrong(["from", "to"][unknown], unknown)
            })?;
        }
        Ok(catalog)
    }

    fn add_row(&mut self, row: &Row<7>) -> Result<(), Sentence> {
        let [code, grade, domain, cluster, emphasis, short, label] = &row.cells;
        let id = StandardId::new(code);
        if code.is_empty() || self.get(&id).is_some() {
            return Err(row.wrong("code", 0));
        }
        let parent = code.rsplit_once('.').map(|(whole, _)| StandardId::new(whole));
        self.add_own(Standard {
            grade: Grade::parse(grade).ok_or_else(|| row.wrong("grade", 1))?,
            emphasis: Emphasis::parse(emphasis).ok_or_else(|| row.wrong("type", 4))?,
            parent: parent.filter(|whole| self.get(whole).is_some()),
            domain: domain.clone(),
            cluster: cluster.clone(),
            short: short.clone(),
            label: label.clone(),
            id,
        });
        Ok(())
    }
}

/// The rows of one table, reduced to the wanted columns.
struct CsvTable<'a, const N: usize> {
    name: &'static str,
    records: csv::StringRecordsIntoIter<&'a [u8]>,
    columns: [usize; N],
}

struct Row<const N: usize> {
    table: &'static str,
    line: usize,
    cells: [String; N],
}

impl<const N: usize> Row<N> {
    /// The sentence for a cell that cannot be used.
    fn wrong(&self, column: &'static str, cell: usize) -> Sentence {
        Sentence::new("standards.bad_row")
            .with("table", Sentence::new(self.table))
            .with("row", self.line)
            .with("column", column)
            .with("value", &self.cells[cell])
    }
}

impl<'a, const N: usize> CsvTable<'a, N> {
    fn new(name: &'static str, text: &'a str, wanted: [&'static str; N]) -> Result<Self, Sentence> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let head = reader.headers().cloned().map_err(|_| unreadable(name, 1))?;
        let mut columns = [0; N];
        for (column, place) in wanted.iter().zip(&mut columns) {
            // A file that a spreadsheet saved may begin with a byte order mark.
            let named = |cell: &str| cell.trim_start_matches('\u{feff}').eq_ignore_ascii_case(column);
            *place = head.iter().position(named).ok_or_else(|| {
                Sentence::new("standards.missing_column")
                    .with("table", Sentence::new(name))
                    .with("column", *column)
            })?;
        }
        Ok(Self { name, records: reader.into_records(), columns })
    }
}

impl<const N: usize> Iterator for CsvTable<'_, N> {
    type Item = Result<Row<N>, Sentence>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = self.records.next()?;
        Some(record.map_err(|error| unreadable(self.name, line_of(error.position()))).map(|record| Row {
            table: self.name,
            line: line_of(record.position()),
            cells: self.columns.map(|column| record.get(column).unwrap_or_default().to_owned()),
        }))
    }
}

fn line_of(position: Option<&csv::Position>) -> usize {
    position.and_then(|position| usize::try_from(position.line()).ok()).unwrap_or(1)
}

fn unreadable(table: &'static str, row: usize) -> Sentence {
    Sentence::new("standards.unreadable_row").with("table", Sentence::new(table)).with("row", row)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "code,grade,domain,cluster,type,short,label";
    const GOOD: &str = "5.NF.A.1,5,NF,5.NF.A,major,Short,Label";

    fn bad_row(table: &'static str, row: usize, column: &'static str, value: &'static str) -> Sentence {
        Sentence::new("standards.bad_row")
            .with("table", Sentence::new(table))
            .with("row", row)
            .with("column", column)
            .with("value", value)
    }

    #[track_caller]
    fn check(row: &str, edges: &str, expect: Sentence) {
        let standards = format!("{HEAD}\n{GOOD}\n{row}\n");
        let edges = format!("from,to,kind\n{edges}\n");
        assert_eq!(Catalog::from_csv(&standards, &edges, "code,name\n").unwrap_err(), expect);
    }

    #[test]
    fn names_the_row_and_the_column_that_is_wrong() {
        let table = "standards.standards_table";
        check("5.NF.A.2,9,NF,5.NF.A,major,S,L", "", bad_row(table, 3, "grade", "9"));
        check("5.NF.A.2,5,NF,5.NF.A,minor,S,L", "", bad_row(table, 3, "type", "minor"));
        check("5.NF.A.1,5,NF,5.NF.A,major,S,L", "", bad_row(table, 3, "code", "5.NF.A.1"));
        check(",5,NF,5.NF.A,major,S,L", "", bad_row(table, 3, "code", ""));
        let table = "standards.edges_table";
        check("", "5.NF.A.1,5.NF.A.9,prereq", bad_row(table, 2, "to", "5.NF.A.9"));
        check("", "4.NF.A.9,5.NF.A.9,prereq", bad_row(table, 2, "from", "4.NF.A.9"));
        check("", "5.NF.A.1,5.NF.A.1,maybe", bad_row(table, 2, "kind", "maybe"));
    }

    #[test]
    fn names_the_row_with_a_missing_cell() {
        check("5.NF.A.2,5", "", unreadable("standards.standards_table", 3));
    }

    #[test]
    fn names_the_missing_column() {
        let expect = Sentence::new("standards.missing_column")
            .with("table", Sentence::new("standards.domains_table"))
            .with("column", "name");
        assert_eq!(Catalog::from_csv(HEAD, "from,to,kind", "code").unwrap_err(), expect);
    }

    #[test]
    fn columns_may_stand_in_any_order_and_a_sub_standard_finds_its_parent() {
        let standards = "\u{feff}label,short,type,cluster,domain,grade,code,note\n\
            L,S,Major,3.NF.A,NF,3,3.NF.A.3,x\nM,T,major,3.NF.A,NF,3,3.NF.A.3.a,\n";
        let catalog = Catalog::from_csv(standards, "from,to,kind\n", "code,name\nNF,Fractions\n").unwrap();
        let part = catalog.find("3.NF.3a").unwrap();
        assert_eq!(part.parent, Some(StandardId::new("3.NF.A.3")));
        assert_eq!(part.label, "M");
        assert_eq!(catalog.get(&StandardId::new("3.NF.A.3")).unwrap().parent, None);
        assert_eq!(catalog.domain_name("NF"), Some("Fractions"));
    }
}

//! Faults that can be planted, each one that was there or could be: a year has to find every one of them.

use std::fmt;

macro_rules! faults {
    ($($name:ident: $tag:literal, $what:literal;)*) => {
        /// A planted fault.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Fault { $(#[doc = $what] $name,)* }

        impl Fault {
            /// Every fault, in the order in which they are declared.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// As it is called on the command line.
            pub fn tag(self) -> &'static str {
                match self { $(Self::$name => $tag,)* }
            }

            /// What is wrong then.
            pub fn what(self) -> &'static str {
                match self { $(Self::$name => $what,)* }
            }

            /// The one that is called so.
            pub fn from_tag(tag: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|fault| fault.tag() == tag)
            }
        }
    };
}

faults! {
    UndoWritesNothing: "undo-writes-nothing", "undoing an import writes nothing over what others wrote";
    RestoreWritesOver: "restore-writes-over", "going back writes old values over what others wrote";
    LamportIsSeen: "lamport-is-seen", "a lower clock counts as seen";
    PastIsLost: "past-is-lost", "files forget what was seen";
    DeclineIsLost: "decline-is-lost", "what was undone comes back with the next opening";
    AcceptIsLost: "accept-is-lost", "a file that was undone brings nothing when it is brought in again";
    ImportUnsaved: "import-unsaved", "what a file brought is not written to the storage";
    SaysSaved: "says-saved", "a write that was refused counts as saved";
    LineLost: "line-lost", "now and then a command's line is not written";
    FoldForgets: "fold-forgets", "a fold writes the class as it was opened";
    OneSlotIsEnough: "one-slot-is-enough", "lines go once one slot holds them";
    LinesUnread: "lines-unread", "opening reads the slots and no line";
    ClearedUnnoticed: "cleared-unnoticed", "storage that was cleared under an open page is not written again";
    UnreadableOverwritten: "unreadable-overwritten", "a slot that cannot be read is written over";
    TabUnheard: "tab-unheard", "what another tab wrote is heard and not shown";
    TabConflictUnsaid: "tab-conflict-unsaid", "edits of two tabs that met are not told";
    FileConflictUnsaid: "file-conflict-unsaid", "edits that a trusted file lost are not told";
    SettledComesAgain: "settled-comes-again", "a conflict that was settled is listed again";
    RemovalAtOnce: "removal-at-once", "a trusted file removes for good without a question";
    RemovalHalfUndone: "removal-half-undone", "undoing a removal for good brings a record without its fields";
    TypedDrifts: "typed-drifts", "an undo is in the document and not in the class that pages show";
    ReplicaTwice: "replica-twice", "two tabs write under one replica";
    PartialDeletes: "partial-deletes", "what a shared copy leaves out is taken for taken back";
    SeenSkips: "seen-skips", "records that a file's header counts as seen are skipped";
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

//! Why the strip stands: a set of reasons, any of which is enough.

/// A reason to stand still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Reason {
    /// The reader pressed pause, or the page called `pause()`.
    User,
    /// A mouse or pen rests on the line.
    Hover,
    /// The keyboard's focus is within the line.
    Focus,
    /// A finger or button is held on the line.
    Press,
    /// The page is hidden.
    Hidden,
    /// The ticker is off screen.
    Offscreen,
    /// The reader asked the system for less motion.
    ReducedMotion,
    /// There is no headline.
    Empty,
    /// A hand holds the strip.
    Drag,
    /// A part of the line is selected.
    Selection,
    /// A headline's card is open.
    Card,
    /// The panel with all headlines is open.
    Panel,
}

impl Reason {
    /// Every reason, in the order of their public names.
    pub const ALL: [Reason; 12] = [
        Reason::User,
        Reason::Hover,
        Reason::Focus,
        Reason::Press,
        Reason::Hidden,
        Reason::Offscreen,
        Reason::ReducedMotion,
        Reason::Empty,
        Reason::Drag,
        Reason::Selection,
        Reason::Card,
        Reason::Panel,
    ];

    /// The public name, as in the detail of `statechange`.
    pub fn name(self) -> &'static str {
        match self {
            Reason::User => "user",
            Reason::Hover => "hover",
            Reason::Focus => "focus",
            Reason::Press => "press",
            Reason::Hidden => "hidden",
            Reason::Offscreen => "offscreen",
            Reason::ReducedMotion => "reduced-motion",
            Reason::Empty => "empty",
            Reason::Drag => "drag",
            Reason::Selection => "selection",
            Reason::Card => "card",
            Reason::Panel => "panel",
        }
    }
}

/// The reasons that stand at present; at first there is no headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reasons(u16);

impl Default for Reasons {
    fn default() -> Self {
        Reasons(1 << Reason::Empty as u8)
    }
}

impl Reasons {
    /// Makes `reason` stand or fall.
    pub fn set(&mut self, reason: Reason, stands: bool) {
        let bit = 1 << reason as u8;
        self.0 = if stands { self.0 | bit } else { self.0 & !bit };
    }

    /// Whether `reason` stands.
    pub fn has(self, reason: Reason) -> bool {
        self.0 & (1 << reason as u8) != 0
    }

    /// Whether any reason stands.
    pub fn any(self) -> bool {
        self.0 != 0
    }

    /// The public names of those that stand.
    pub fn names(self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for reason in &Reason::ALL {
            if self.has(*reason) {
                names.push(reason.name());
            }
        }
        names
    }
}

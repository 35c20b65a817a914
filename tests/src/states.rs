//! The states of the page that are looked at: by axe-core, on a narrow screen, in pictures.

use std::path::Path;

use crate::browser::Page;

/// A page, and how far its user has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "`name` says it")]
pub enum State {
    Setup,
    SetupSections,
    SetupErrors,
    SetupOverview,
    SetupTerms,
    SetupFile,
    SetupPicture,
    SetupRunbook,
    SettingsMenu,
    NetworkPanel,
    Palette,
    Shortcuts,
    Inspect,
    InspectReport,
    InspectText,
    InspectTree,
    InspectChains,
    InspectCompare,
    InspectConvert,
    InspectLocked,
    InspectFailure,
    Convert,
    About,
    Unknown,
}

/// What is dropped on Inspect: `tests/golden/inspect`.
const GIVEN: [&str; 4] = ["server.crt", "ca.crt", "client.key", "client.pfx"];

/// Chooses the item that comes from this file.
const CHOOSE: &str = "const found = [...document.querySelectorAll('.item')]
    .find(item => item.textContent.includes(arguments[0]));
    found?.click();
    return !!found";

impl State {
    /// All of them.
    pub const ALL: [Self; 24] = [
        Self::Setup,
        Self::SetupSections,
        Self::SetupErrors,
        Self::SetupOverview,
        Self::SetupTerms,
        Self::SetupFile,
        Self::SetupPicture,
        Self::SetupRunbook,
        Self::SettingsMenu,
        Self::NetworkPanel,
        Self::Palette,
        Self::Shortcuts,
        Self::Inspect,
        Self::InspectReport,
        Self::InspectText,
        Self::InspectTree,
        Self::InspectChains,
        Self::InspectCompare,
        Self::InspectConvert,
        Self::InspectLocked,
        Self::InspectFailure,
        Self::Convert,
        Self::About,
        Self::Unknown,
    ];

    /// Its name, for files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::SetupSections => "setup-sections",
            Self::SetupErrors => "setup-errors",
            Self::SetupOverview => "setup-overview",
            Self::SetupTerms => "setup-terms",
            Self::SetupFile => "setup-file",
            Self::SetupPicture => "setup-picture",
            Self::SetupRunbook => "setup-runbook",
            Self::SettingsMenu => "settings-menu",
            Self::NetworkPanel => "network-panel",
            Self::Palette => "palette",
            Self::Shortcuts => "shortcuts",
            Self::Inspect => "inspect",
            Self::InspectReport => "inspect-report",
            Self::InspectText => "inspect-text",
            Self::InspectTree => "inspect-tree",
            Self::InspectChains => "inspect-chains",
            Self::InspectCompare => "inspect-compare",
            Self::InspectConvert => "inspect-convert",
            Self::InspectLocked => "inspect-locked",
            Self::InspectFailure => "inspect-failure",
            Self::Convert => "convert",
            Self::About => "about",
            Self::Unknown => "unknown",
        }
    }

    /// Brings the page there, from a fresh start.
    pub async fn reach(self, page: &Page, url: &str) {
        // From a file beside the page, which keeps nothing and so writes nothing back when it is left.
        page.open(&format!("{url}licences.txt")).await;
        page.script("localStorage.clear()", &[]).await;
        page.open(&format!("{url}#/{}", self.hash())).await;
        match self {
            Self::About => page.wait_for_text("How to check it").await,
            Self::Unknown => page.wait_for_text("There is no such page").await,
            Self::Inspect | Self::Convert => {
                page.wait_for_text("Drop whatever has a certificate in it")
                    .await;
            }
            _ if self.is_of_something_given() => self.inspect(page).await,
            _ => self.set_up(page).await,
        }
    }

    /// Whether something is given to inspect in it.
    fn is_of_something_given(self) -> bool {
        self.name().starts_with("inspect-")
    }

    fn hash(self) -> &'static str {
        match self {
            _ if self.name().starts_with("inspect") => "inspect",
            Self::Convert => "convert",
            Self::About => "about",
            Self::Unknown => "nowhere",
            _ => "setup",
        }
    }

    async fn set_up(self, page: &Page) {
        page.wait_for_text("kind: Ingress").await;
        match self {
            Self::SetupSections => open_all_sections(page).await,
            Self::SetupErrors => {
                page.fill("Server host names", "a_b.example").await;
                page.click(".actions__findings").await;
                page.button("Go to Server host names").await;
            }
            Self::SetupOverview | Self::SetupTerms | Self::SetupFile => self.issued(page).await,
            Self::SetupPicture => open_file(page, "handshake.svg", "CertificateVerify").await,
            Self::SetupRunbook => {
                open_file(page, "README.md", "0 of 7 steps done").await;
                page.press("Copy the command az login").await;
            }
            Self::SettingsMenu => page.press("Settings").await,
            Self::NetworkPanel => page.click(".network__head").await,
            Self::Palette => page.press("Commands").await,
            Self::Shortcuts => {
                page.press("Commands").await;
                page.type_text("shortcuts").await;
                page.key(thirtyfour::Key::Enter).await;
                page.wait_for_text("Keyboard shortcuts").await;
            }
            _ => {}
        }
    }

    async fn issued(self, page: &Page) {
        page.open_section("Keys").await;
        page.choose("Key algorithm", "ECDSA P-256").await;
        page.press("Generate").await;
        page.wait_for_text("What to do next").await;
        match self {
            Self::SetupTerms => page.press("Explain terms").await,
            Self::SetupFile => open_file(page, "client.crt", "-----BEGIN CERTIFICATE-----").await,
            _ => {}
        }
    }

    async fn inspect(self, page: &Page) {
        page.wait_for_text("Drop whatever has a certificate in it")
            .await;
        if self == Self::InspectFailure {
            page.drop_files(&[("broken.crt", b"-----BEGIN CERTIFICATE-----\nAAAA\n")])
                .await;
            return page.wait_for_text("broken.crt").await;
        }
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/inspect");
        let files = GIVEN.map(|name| (name, std::fs::read(folder.join(name)).unwrap()));
        let files: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, octets)| (*name, &**octets))
            .collect();
        page.drop_files(&files).await;
        page.wait_for_text("1 locked").await;
        let (item, view) = match self {
            Self::InspectText => ("server.crt", "Text"),
            Self::InspectTree => ("server.crt", "ASN.1"),
            Self::InspectChains => ("server.crt", "Chains"),
            Self::InspectCompare => ("server.crt", "Compare"),
            Self::InspectConvert => ("client.key", "Convert"),
            Self::InspectLocked => ("client.pfx", "Report"),
            _ => ("server.crt", "Report"),
        };
        page.wait("the item is not listed", async || {
            page.script(CHOOSE, &[item.into()]).await == true
        })
        .await;
        page.press(view).await;
        page.settle().await;
    }
}

/// Shows a file by its name, and waits until this of it is seen.
async fn open_file(page: &Page, name: &str, seen: &str) {
    page.press("Commands").await;
    page.type_text(name).await;
    page.key(thirtyfour::Key::Enter).await;
    page.wait_for_text(seen).await;
}

/// Opens every part of the page that is folded, and waits until it is drawn.
pub async fn open_all_sections(page: &Page) {
    let open = "document.querySelectorAll('.setup details').forEach(part => part.open = true)";
    page.script(open, &[]).await;
    page.wait("a section stays empty", async || {
        let drawn = "return [...document.querySelectorAll('.setup details')]
            .every(part => part.childElementCount > 1)";
        page.script(drawn, &[]).await == true
    })
    .await;
}

//! The steps, numbered without gaps whatever the plan leaves out.

use crate::commands::procedure::{Line, Procedure, Step};
use crate::runbook::markdown::{block, code};
use crate::runbook::{ca_key, values};
use crate::{Caller, Intent, ServerCertificate};

/// One numbered step of the runbook.
pub(super) struct Chapter {
    number: usize,
    title: &'static str,
    text: String,
}

/// The steps of this plan: what people do, and what scripts do.
pub(super) fn chapters(intent: &Intent, procedures: &[Procedure]) -> Vec<Chapter> {
    let mut texts = vec![("Put the CA key away", ca_key::text(intent))];
    texts.extend(
        procedures
            .iter()
            .filter(|procedure| procedure.file != "6-test.sh")
            .map(|procedure| (procedure.title, script(procedure))),
    );
    if intent.caller == Caller::Other {
        texts.push(("Give the client its files", client(intent)));
    }
    texts.extend(
        procedures
            .iter()
            .filter(|procedure| procedure.file == "6-test.sh")
            .map(|procedure| (procedure.title, script(procedure))),
    );
    texts
        .into_iter()
        .enumerate()
        .map(|(index, (title, text))| Chapter {
            number: index + 1,
            title,
            text,
        })
        .collect()
}

/// Links to all steps.
pub(super) fn overview(chapters: &[Chapter]) -> String {
    let mut lines = vec!["## In short\n".to_owned()];
    lines.extend(chapters.iter().map(|chapter| {
        format!(
            "{}. [{}](#{})",
            chapter.number,
            chapter.title,
            anchor(&chapter.heading())
        )
    }));
    lines.push(String::new());
    lines.join("\n")
}

/// The steps themselves.
pub(super) fn section(chapters: &[Chapter]) -> String {
    let texts: Vec<String> = chapters
        .iter()
        .map(|chapter| format!("## {}\n\n{}", chapter.heading(), chapter.text))
        .collect();
    texts.join("\n")
}

impl Chapter {
    fn heading(&self) -> String {
        format!("{}. {}", self.number, self.title)
    }
}

/// The anchor that GitHub, GitLab and Visual Studio Code give a heading.
pub(super) fn anchor(heading: &str) -> String {
    heading
        .to_ascii_lowercase()
        .chars()
        .filter(|character| character.is_alphanumeric() || matches!(character, ' ' | '-' | '_'))
        .map(|character| if character == ' ' { '-' } else { character })
        .collect()
}

fn client(intent: &Intent) -> String {
    let trust = match intent.server_certificate {
        ServerCertificate::Issued => format!(
            " To trust the server it also needs `pki/{}.crt`.",
            intent.authorities.of_servers().file_stem()
        ),
        ServerCertificate::FromPublicCa => String::new(),
    };
    format!(
        "The client {} presents `pki/client.crt` with the key `pki/client.key` (curl, NGINX, most programs), or `pki/client.pfx` \
         with its passphrase (Windows, .NET, Java), which Twinlock shows under Passphrases while the page is open.{trust} Hand the key over on a way that nobody else can read, and the \
         passphrase on another. The next step calls as the client does.\n",
        code(&intent.client_name)
    )
}

fn script(procedure: &Procedure) -> String {
    let mut text = values::before(procedure);
    text.push_str(&block("bash", &[procedure.invocation()]));
    if !procedure.note.is_empty() {
        text.push_str(&format!("\n{}\n", procedure.note));
    }
    if !procedure.variables.is_empty() {
        text.push_str("\nIt reads these environment variables:\n\n");
    }
    for variable in &procedure.variables {
        let need = if variable.required {
            ""
        } else {
            " (may be left out)"
        };
        text.push_str(&format!(
            "- `{}`{need}: {}\n",
            variable.name, variable.meaning
        ));
    }
    text.push_str(
        "\nThese are its steps and main commands. It stops where something is wrong, and can be started again.",
    );
    if uses_private_files(procedure) {
        text.push_str(" `$work` is a private folder of the script, with files it has prepared and deletes at the end.");
    }
    text.push('\n');
    for step in &procedure.steps {
        text.push_str(&format!("\n### {}\n", step.title));
        text.push_str(&explain(step));
    }
    text
}

fn uses_private_files(procedure: &Procedure) -> bool {
    procedure
        .steps
        .iter()
        .flat_map(|step| &step.lines)
        .any(|line| matches!(line, Line::Shown(line) if line.contains("$work")))
}

fn explain(step: &Step) -> String {
    let mut text = String::new();
    if !step.about.is_empty() {
        text.push_str(&format!("\n{}\n", step.about));
    }
    let commands = commands(step);
    if !commands.is_empty() {
        text.push_str(&format!("\n{}", block("bash", &commands)));
        if step.expect.is_empty() {
            text.push_str("\nExpect: no output but the title of the step.\n");
        }
    }
    if !step.expect.is_empty() {
        text.push_str(&format!("\nExpect:\n\n{}", block("text", &step.expect)));
    }
    if !step.troubles.is_empty() {
        text.push_str("\nIf you see something else:\n\n");
    }
    for trouble in &step.troubles {
        text.push_str(&format!("- {}: {}\n", code(&trouble.seen), trouble.remedy));
    }
    text
}

/// The lines of a step that a reader may type. What the script does under a condition stands alone here, so lines
/// between which something is left out lose their indentation.
fn commands(step: &Step) -> Vec<&str> {
    let is_shown = |line: &Line| !matches!(line, Line::Quiet(_));
    step.lines
        .chunk_by(|one, next| is_shown(one) == is_shown(next))
        .flat_map(|lines| {
            let typed = lines.iter().filter_map(|line| match line {
                Line::Shown(line) | Line::ByHand(line) => Some(line.as_str()),
                Line::Quiet(_) => None,
            });
            let indentation = typed
                .clone()
                .map(|line| line.len() - line.trim_start().len())
                .min()
                .unwrap_or(0);
            typed.filter_map(move |line| line.get(indentation..))
        })
        .collect()
}

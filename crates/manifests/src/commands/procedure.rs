use crate::shell::quote;
use diagnostics::visible;

/// One script of `commands/` and the part of the runbook that explains it. Both are written from
/// this, so that the runbook cannot show a command the script does not have.
#[derive(Debug)]
pub(crate) struct Procedure {
    /// Its folder in the bundle: `commands` or `openssl`.
    pub(crate) folder: &'static str,
    /// Its file, such as `3-deploy.sh`.
    pub(crate) file: &'static str,
    /// The arguments it takes, as in `[ingress|gateway]`; mostly none.
    pub(crate) arguments: &'static str,
    /// What it achieves, as a heading.
    pub(crate) title: &'static str,
    /// What to know before it is run, in Markdown; perhaps empty.
    pub(crate) note: &'static str,
    /// The programs it runs.
    pub(crate) tools: Vec<&'static str>,
    /// The programs it can do without, each with what for: a phrase.
    pub(crate) optional_tools: Vec<(&'static str, &'static str)>,
    /// The environment variables it reads.
    pub(crate) variables: Vec<Variable>,
    /// Functions and checks before the first step.
    pub(crate) setup: Vec<String>,
    /// What it does, in order.
    pub(crate) steps: Vec<Step>,
    /// Commands that take it back; the script only mentions them.
    pub(crate) undo: Vec<String>,
}

/// An environment variable of a script.
#[derive(Clone, Debug)]
pub(crate) struct Variable {
    /// Its name.
    pub(crate) name: &'static str,
    /// Whether the script stops without it.
    pub(crate) required: bool,
    /// Whether it holds a secret.
    pub(crate) secret: bool,
    /// What it holds: a phrase.
    pub(crate) meaning: &'static str,
}

/// One thing a script does.
#[derive(Debug)]
pub(crate) struct Step {
    /// What, as the script prints it and the runbook heads it.
    pub(crate) title: &'static str,
    /// What to know about it, in Markdown; perhaps empty.
    pub(crate) about: String,
    /// Its lines.
    pub(crate) lines: Vec<Line>,
    /// What to see when it went well; as printed.
    pub(crate) expect: Vec<String>,
    /// What else may be seen.
    pub(crate) troubles: Vec<Trouble>,
}

/// One line of a step.
#[derive(Debug)]
pub(crate) enum Line {
    /// In the script and in the runbook.
    Shown(String),
    /// In the script alone: checks and plumbing.
    Quiet(String),
    /// A comment in the script, a command in the runbook: what to type to look closer.
    ByHand(String),
}

/// What may be seen instead, and what to do about it.
#[derive(Debug)]
pub(crate) struct Trouble {
    /// The symptom, as printed.
    pub(crate) seen: String,
    /// Cause and remedy, in Markdown.
    pub(crate) remedy: String,
}

impl Trouble {
    /// Pairs of symptom and remedy.
    pub(crate) fn list<const N: usize>(pairs: [(&str, &str); N]) -> Vec<Self> {
        pairs
            .into_iter()
            .map(|(seen, remedy)| Self {
                seen: seen.to_owned(),
                remedy: remedy.to_owned(),
            })
            .collect()
    }
}

impl Variable {
    /// The command that asks for the value: in one line, since `read` would take a second line that is
    /// pasted with it for the value. Nothing typed gets into the shell's history, and a secret is not shown.
    pub(crate) fn ask(&self) -> String {
        let options = if self.secret { "-rs" } else { "-r" };
        format!("IFS= read {options} {0} && export {0}", self.name)
    }
}

/// Lines that stand in the script and in the runbook.
pub(crate) fn shown<const N: usize>(lines: [String; N]) -> Vec<Line> {
    lines.into_iter().map(Line::Shown).collect()
}

/// Lines of a text literal, for the script alone.
pub(crate) fn quiet(text: &str) -> Vec<Line> {
    text.lines()
        .map(|line| Line::Quiet(line.to_owned()))
        .collect()
}

impl Procedure {
    /// How to run it from the bundle's folder.
    pub(crate) fn invocation(&self) -> String {
        format!("bash {}/{}", self.folder, self.file)
    }

    /// Whether it runs this program, be it under a condition.
    pub(crate) fn runs(&self, program: &str) -> bool {
        self.tools.contains(&program)
            || self.optional_tools.iter().any(|(tool, _)| *tool == program)
    }

    /// The script.
    pub(crate) fn script(&self) -> String {
        let mut lines = self.header();
        lines.extend(self.checks());
        if !self.setup.is_empty() {
            lines.push(String::new());
            lines.extend(self.setup.iter().cloned());
        }
        for step in &self.steps {
            lines.push(String::new());
            lines.push(format!("say {}", quote(step.title)));
            lines.extend(step.lines.iter().map(|line| match line {
                Line::Shown(line) | Line::Quiet(line) => line.clone(),
                Line::ByHand(line) => format!("# By hand: {line}"),
            }));
        }
        if !self.undo.is_empty() {
            lines.push(String::new());
            lines.extend(self.undo.iter().map(|line| format!("# To undo: {line}")));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    fn header(&self) -> Vec<String> {
        let mut lines = vec![
            "#!/usr/bin/env bash".to_owned(),
            format!("# {}: {}", self.file, visible(self.title)),
            "#".to_owned(),
            format!("# Run it: {} {}", self.invocation(), self.arguments)
                .trim_end()
                .to_owned(),
        ];
        lines.extend(self.variable_comments());
        lines.extend(
            [
                "set -euo pipefail",
                "CDPATH='' cd -- \"$(dirname -- \"${BASH_SOURCE[0]}\")/..\"",
                "",
                "say() { printf '\\n== %s\\n' \"$1\"; }",
            ]
            .map(str::to_owned),
        );
        lines.push(format!(
            "stop() {{ printf '{}: %s\\n' \"$1\" >&2; exit 1; }}",
            self.file
        ));
        lines
    }

    fn variable_comments(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.variables.is_empty() {
            lines.push("#".to_owned());
            lines.push("# Environment variables:".to_owned());
        }
        for variable in &self.variables {
            let need = if variable.required {
                ""
            } else {
                " (may be left out)"
            };
            lines.push(format!("#   {}{need}: {}", variable.name, variable.meaning));
            if variable.required || variable.secret {
                lines.push(format!("#     {}", variable.ask()));
            }
        }
        lines
    }

    fn checks(&self) -> Vec<String> {
        let mut lines = vec![
            "need() { type -P \"$1\" >/dev/null || stop \"the program $1 is missing: install it\"; }"
                .to_owned(),
            String::new(),
        ];
        lines.extend(self.tools.iter().map(|tool| format!("need {tool}")));
        lines.extend(self.variables.iter().filter(|v| v.required).map(|v| {
            format!(
                ": \"${{{}:?set this environment variable: {}}}\"",
                v.name, v.meaning
            )
        }));
        lines
    }
}

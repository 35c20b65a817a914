//! What the reader types into environment variables, each where it is known.

use crate::commands::procedure::{Procedure, Variable};
use crate::runbook::markdown::block;

const HOW: &str = "Start such a command alone, then type the value and press Enter. Nothing typed gets into the history, and a secret is not shown.";

/// What no script runs without, and so is asked for before the first step; each once.
pub(super) fn at_the_start(procedures: &[Procedure]) -> String {
    let mut variables: Vec<&Variable> = Vec::new();
    for variable in procedures.iter().flat_map(|procedure| &procedure.variables) {
        if variable.required && variables.iter().all(|other| other.name != variable.name) {
            variables.push(variable);
        }
    }
    if variables.is_empty() {
        return String::new();
    }
    format!(
        "\nThe scripts read environment variables. Passphrases and keys are in no file of this bundle. {HOW}\n{}",
        questions(&variables)
    )
}

/// The secrets that a script can do without. They may come to be in an earlier step.
pub(super) fn before(procedure: &Procedure) -> String {
    let variables: Vec<&Variable> = procedure
        .variables
        .iter()
        .filter(|variable| variable.secret && !variable.required)
        .collect();
    if variables.is_empty() {
        return String::new();
    }
    format!("{HOW}\n{}\nThen:\n\n", questions(&variables))
}

/// One block for each: `read` would take what is pasted with its command for the value.
fn questions(variables: &[&Variable]) -> String {
    variables
        .iter()
        .map(|variable| {
            format!(
                "\n`{}` is {}:\n\n{}",
                variable.name,
                variable.meaning,
                block("bash", &[variable.ask()])
            )
        })
        .collect()
}

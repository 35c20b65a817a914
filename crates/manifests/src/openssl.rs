//! The same certificates with openssl alone: a configuration file for each, and the recipe.

pub(crate) mod another;
mod config;
mod recipe;

use pki::Role;

use crate::{Document, Intent};

/// The files of `openssl/`.
pub(crate) fn documents(intent: &Intent) -> Vec<Document> {
    let mut documents: Vec<Document> = intent
        .spec
        .certificates
        .iter()
        .map(|certificate| configuration(certificate.role))
        .collect();
    documents.push(Document {
        path: "openssl/recipe.sh",
        media_type: "text/x-shellscript",
        secret: false,
        render: |intent, _| recipe::procedure(intent).script(),
    });
    documents
}

fn configuration(role: Role) -> Document {
    let (path, render): (_, fn(&Intent, Option<&crate::Material>) -> String) = match role {
        Role::Ca => ("openssl/ca.cnf", |intent, _| {
            config::of_role(intent, Role::Ca)
        }),
        Role::ServerCa => ("openssl/server-ca.cnf", |intent, _| {
            config::of_role(intent, Role::ServerCa)
        }),
        Role::ClientCa => ("openssl/client-ca.cnf", |intent, _| {
            config::of_role(intent, Role::ClientCa)
        }),
        Role::Server => ("openssl/server.cnf", |intent, _| {
            config::of_role(intent, Role::Server)
        }),
        Role::Client => ("openssl/client.cnf", |intent, _| {
            config::of_role(intent, Role::Client)
        }),
    };
    Document {
        path,
        media_type: "text/plain",
        secret: false,
        render,
    }
}

#[cfg(test)]
mod tests;

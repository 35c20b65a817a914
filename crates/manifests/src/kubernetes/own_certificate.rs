use crate::shell::quote;
use crate::{Intent, Secrets, ServerCertificate};

/// What stands in the place of the secret: that it is the user's to make, and how. None where the server
/// certificate is issued here.
pub(super) fn comment(intent: &Intent) -> Option<String> {
    let command = own_certificate_command(intent)?;
    Some(format!(
        "The secret {} is not made here, because it holds the server certificate of your public CA.\n\
         commands/3-deploy.sh makes it, where SERVER_CERTIFICATE and SERVER_KEY name your PEM files (the\n\
         server's certificate first, then its intermediates). By hand, in this bundle's folder:\n\
         {command}",
        intent.secrets.tls()
    ))
}

/// Makes or replaces the secret that holds the user's own server certificate: one pipeline of bash, run
/// from the bundle's folder. `SERVER_CERTIFICATE` and `SERVER_KEY` name the PEM files, leaf first. None
/// where the server certificate is issued here.
pub(crate) fn own_certificate_command(intent: &Intent) -> Option<String> {
    if intent.server_certificate == ServerCertificate::Issued {
        return None;
    }
    let (kind, name, files) = match &intent.secrets {
        Secrets::Separate { tls, .. } => (
            "tls",
            tls,
            "--cert=\"$SERVER_CERTIFICATE\" \\\n  --key=\"$SERVER_KEY\"".to_owned(),
        ),
        Secrets::Single { name } => (
            "generic",
            name,
            format!(
                "--from-file=tls.crt=\"$SERVER_CERTIFICATE\" \\\n  \
                 --from-file=tls.key=\"$SERVER_KEY\" --from-file=ca.crt=pki/{}.crt",
                intent.authorities.of_clients().file_stem()
            ),
        ),
    };
    Some(format!(
        "kubectl create secret {kind} {} --namespace={} {files} --dry-run=client --output=yaml |\n  \
         kubectl apply --filename=-",
        quote(name),
        quote(&intent.namespace)
    ))
}

#[cfg(test)]
mod tests {
    use pki::Authorities;

    use super::*;
    use crate::test_intent;

    fn public() -> Intent {
        Intent {
            server_certificate: ServerCertificate::FromPublicCa,
            ..test_intent::intent()
        }
    }

    #[test]
    fn an_issued_certificate_needs_no_command() {
        assert_eq!(own_certificate_command(&test_intent::intent()), None);
    }

    #[test]
    fn the_pair_goes_into_a_tls_secret() {
        assert_eq!(
            own_certificate_command(&public()).unwrap(),
            "kubectl create secret tls api-tls --namespace=default --cert=\"$SERVER_CERTIFICATE\" \\\n  \
             --key=\"$SERVER_KEY\" --dry-run=client --output=yaml |\n  kubectl apply --filename=-"
        );
    }

    #[test]
    fn the_single_secret_gets_the_ca_of_the_clients_too() {
        let intent = Intent {
            secrets: Secrets::Single {
                name: "it's".into(),
            },
            authorities: Authorities::Separate,
            ..public()
        };
        let command = own_certificate_command(&intent).unwrap();
        assert!(
            command.starts_with("kubectl create secret generic $'it\\'s' "),
            "{command}"
        );
        assert!(
            command.contains("--from-file=ca.crt=pki/client-ca.crt"),
            "{command}"
        );
    }
}

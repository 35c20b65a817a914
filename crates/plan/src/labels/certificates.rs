use super::{Field, measured, plain};

pub(super) const FIELDS: &[Field] = &[
    plain(
        "caller",
        "Caller",
        "Who presents the client certificate; without API Management all of its steps are left out.",
    ),
    plain(
        "existing.cluster",
        "The cluster is there",
        "No step makes an AKS cluster.",
    ),
    plain(
        "existing.controller",
        "The ingress controller is there",
        "No step installs ingress-nginx.",
    ),
    plain(
        "existing.workload",
        "The application is there",
        "No Deployment and no Service is made; the Ingress points at the Service you name.",
    ),
    plain(
        "existing.namespace",
        "The namespace is there",
        "No step makes the namespace.",
    ),
    plain(
        "existing.dns",
        "The DNS record is there",
        "No step makes an A record for the server's host name.",
    ),
    plain(
        "existing.api_management",
        "API Management is there",
        "No step makes the service or the API; certificate, trust, backend and policy are still set.",
    ),
    plain(
        "existing.server_certificate",
        "The server certificate comes from a public CA",
        "No server certificate is made; the secret says where yours goes.",
    ),
    plain(
        "names.server_hosts",
        "Server host names",
        "DNS names, wildcards and IP addresses in the server's subjectAltName (RFC 5280, 4.2.1.6), separated by commas, spaces or lines; the first DNS name without a wildcard is the host that is called.",
    ),
    plain(
        "names.client",
        "Client name",
        "CN of the client certificate, which the ingress can require; a DNS name is also its first subjectAltName (RFC 5280, 4.1.2.6).",
    ),
    plain(
        "names.client_alternative",
        "Client alternative names",
        "Further subjectAltName entries of the client (RFC 5280, 4.2.1.6): DNS names, IP addresses, e-mail addresses, URIs such as spiffe://..., separated by commas, spaces or lines.",
    ),
    plain(
        "names.ca",
        "CA name",
        "CN of the certificate authority that signs both sides (RFC 5280, 4.1.2.4).",
    ),
    plain(
        "names.email",
        "E-mail address",
        "emailAddress in the subject of both leaves (PKCS#9), and so among their alternative names (RFC 5280, 4.1.2.6); empty leaves it out.",
    ),
    plain(
        "names.organization",
        "Organization",
        "O in the subject of both leaves, at most 64 characters (RFC 5280, A.1).",
    ),
    plain(
        "names.organizational_unit",
        "Organizational unit",
        "OU in the subject of both leaves, at most 64 characters (RFC 5280, A.1).",
    ),
    plain(
        "names.locality",
        "Locality",
        "L in the subject of both leaves, at most 128 characters (RFC 5280, A.1).",
    ),
    plain(
        "names.state",
        "State or province",
        "ST in the subject of both leaves, at most 128 characters (RFC 5280, A.1).",
    ),
    plain(
        "names.country",
        "Country",
        "C in the subject of both leaves: two letters (ISO 3166-1).",
    ),
    plain(
        "issuer.authorities",
        "Certificate authorities",
        "With one CA each side trusts the issuer of both; with two, each side trusts only what it must.",
    ),
    plain(
        "issuer.server_ca",
        "Server CA name",
        "CN of the CA that signs the server certificate and that callers trust (RFC 5280, 4.1.2.4).",
    ),
    plain(
        "issuer.client_ca",
        "Client CA name",
        "CN of the CA that signs the client certificate and that the ingress trusts (RFC 5280, 4.1.2.4).",
    ),
    plain(
        "keys.all",
        "Key algorithm",
        "Algorithm of every key; RSA works with Azure, Windows and .NET throughout (FIPS 186-5).",
    ),
    plain(
        "keys.per_certificate",
        "Choose per certificate",
        "CA, server and client get an algorithm each.",
    ),
    plain(
        "keys.ca",
        "CA key algorithm",
        "Algorithm of every CA key, and so of the signatures on the leaves.",
    ),
    plain(
        "keys.server",
        "Server key algorithm",
        "Algorithm of the server's key.",
    ),
    plain(
        "keys.client",
        "Client key algorithm",
        "Algorithm of the client's key.",
    ),
    measured(
        "validity.ca_days",
        "CA validity",
        "days",
        "How long every CA is valid from now; a leaf cannot outlive its CA (RFC 5280, 4.1.2.5).",
    ),
    measured(
        "validity.server_days",
        "Server certificate validity",
        "days",
        "How long the server certificate is valid from now (RFC 5280, 4.1.2.5).",
    ),
    measured(
        "validity.client_days",
        "Client certificate validity",
        "days",
        "How long the client certificate is valid from now (RFC 5280, 4.1.2.5).",
    ),
    measured(
        "validity.backdate_minutes",
        "Back-dated by",
        "minutes",
        "How far notBefore lies in the past, so that machines whose clock is behind accept the certificates at once.",
    ),
    plain(
        "validity.serials",
        "Serial numbers",
        "Random numbers never repeat when certificates are issued again (RFC 5280, 4.1.2.2, demands that they do not).",
    ),
    plain(
        "validity.usages",
        "Extended key usage",
        "serverAuth for the server, clientAuth for the client: a stolen server certificate does not pass as a client then (RFC 5280, 4.2.1.12).",
    ),
    plain(
        "packaging.pfx_profile",
        "PFX profile",
        "How PFX files are encrypted (RFC 7292): with 3DES and SHA-1, so that everything opens them, or with AES-256 and SHA-256.",
    ),
    plain(
        "packaging.ca_key_format",
        "CA key format",
        "How the CA key is offered for download; it is never in the bundle (PKCS#8: RFC 5958).",
    ),
    plain(
        "passphrases.pfx",
        "PFX passphrase",
        "Encrypts client.pfx and server.pfx; it is in no file and no setting, so copy it while this page is open.",
    ),
    plain(
        "passphrases.ca_key",
        "CA key passphrase",
        "Encrypts the CA key; it is in no file and no setting, so copy it while this page is open.",
    ),
];

use std::fmt::Write as _;
use std::path::Path;

use super::server::{Backend, ClientAuthentication, Location, Server, servers};
use super::{Cluster, Refused, quote};

/// Where nginx listens, and where the application does, all on 127.0.0.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ports {
    /// What the controller serves on port 80.
    pub http: u16,
    /// What the controller serves on port 443.
    pub https: u16,
    /// The application's.
    pub upstream: u16,
}

/// A configuration with the files it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    /// The text of `nginx.conf`.
    pub text: String,
    /// Names and contents of the PEM files, which lie beside it.
    pub files: Vec<(String, String)>,
}

impl Configuration {
    /// The configuration the controller would make of these objects, to run in `directory`.
    ///
    /// The default server presents `default.pem`, which the caller puts there: the controller
    /// makes that certificate itself at each start (`internal/net/ssl/ssl.go`, `GetFakeSSLCert`).
    ///
    /// # Errors
    ///
    /// What the controller or the API server would refuse.
    pub fn new(cluster: &Cluster, directory: &Path, ports: Ports) -> Result<Self, Refused> {
        let mut rendering = Rendering {
            text: String::new(),
            files: Vec::new(),
            directory,
            ports,
        };
        rendering.head();
        rendering.default_server();
        for (index, server) in servers(cluster)?.iter().enumerate() {
            rendering.server(index, server);
        }
        rendering.text.push_str("}\n");
        Ok(Self {
            text: rendering.text,
            files: rendering.files,
        })
    }
}

struct Rendering<'a> {
    text: String,
    files: Vec<(String, String)>,
    directory: &'a Path,
    ports: Ports,
}

impl Rendering<'_> {
    fn line(&mut self, line: &str) {
        writeln!(self.text, "{line}").unwrap();
    }

    fn path(&self, name: &str) -> String {
        quote::go(&self.directory.join(name).display().to_string())
    }

    fn file(&mut self, name: String, content: String) -> String {
        let path = self.path(&name);
        self.files.push((name, content));
        path
    }

    /// What is not the controller's: one process that a test can end, and folders of its own.
    fn head(&mut self) {
        self.line("daemon off;\nmaster_process off;\nevents {}");
        for (directive, name) in [("pid", "nginx.pid"), ("error_log", "error.log")] {
            let path = self.path(name);
            let level = if directive == "error_log" {
                " info"
            } else {
                ""
            };
            self.line(&format!("{directive} {path}{level};"));
        }
        self.line("http {\naccess_log off;");
        for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"] {
            let path = self.path(kind);
            self.line(&format!("{kind}_temp_path {path};"));
        }
        self.http_settings();
    }

    fn http_settings(&mut self) {
        let Ports { http, https, .. } = self.ports;
        let default = self.path("default.pem");
        self.line(&format!(
            "# nginx.tmpl:392\n\
             map $http_x_request_id $req_id {{ default $http_x_request_id; \"\" $request_id; }}\n\
             # nginx.tmpl:380\n\
             map $http_upgrade $connection_upgrade {{ default upgrade; '' ''; }}\n\
             # lua_ingress.lua:148: inside the controller's pod the ports are 80 and 443\n\
             map $server_port $pass_port {{ {http} 80; {https} 443; }}\n\
             # lua_ingress.lua:160, a redirect drops the last slash\n\
             map $request_uri $redirect_uri {{ default $request_uri; \"~^(?<unslashed>.*)/$\" $unslashed; }}\n\
             # lua_ingress.lua:81, a redirect drops the port\n\
             map $http_host $redirect_host {{ default $http_host; \"~^(?<portless>[^:]*):\" $portless; }}\n\
             # nginx.tmpl:456 to 467, controller/config/config.go:70 and 837\n\
             ssl_protocols TLSv1.2 TLSv1.3;\n\
             ssl_session_cache shared:SSL:10m;\n\
             ssl_session_timeout 10m;\n\
             ssl_session_tickets off;\n\
             # nginx.tmpl:490\n\
             ssl_certificate {default};\n\
             ssl_certificate_key {default};"
        ));
    }

    /// `controller.go`:1299 and `nginx.tmpl`:923: whatever no Ingress names gets the default backend.
    fn default_server(&mut self) {
        let Ports { http, https, .. } = self.ports;
        self.line(&format!(
            "server {{\nserver_name _;\n\
             listen 127.0.0.1:{http} default_server;\n\
             listen 127.0.0.1:{https} default_server ssl;\n\
             location / {{ return 404 \"default backend - 404\"; }}\n}}"
        ));
    }

    /// `nginx.tmpl`:636 and 906.
    fn server(&mut self, index: usize, server: &Server) {
        let Ports { http, https, .. } = self.ports;
        let name = quote::go(&quote::server_name(&server.host));
        self.line(&format!(
            "server {{\nserver_name {name};\n\
             # template.go:1481 and 1499\n\
             listen 127.0.0.1:{http};\nlisten 127.0.0.1:{https} ssl;"
        ));
        if let Some(pair) = &server.pair {
            let file = self.file(format!("{index}-pair.pem"), pair.pem());
            self.line(&format!(
                "# nginx.tmpl:927, lua/certificate.lua\nssl_certificate {file};\nssl_certificate_key {file};"
            ));
        }
        self.client_authentication(index, &server.client);
        if !matches!(server.client, ClientAuthentication::Denied(_)) {
            for location in &server.locations {
                self.location(server, location);
            }
        }
        self.line("}");
    }

    fn client_authentication(&mut self, index: usize, client: &ClientAuthentication) {
        let (settings, ca_file) = match client {
            ClientAuthentication::Off => return,
            ClientAuthentication::Denied(reason) => {
                return self.line(&format!("# nginx.tmpl:929: {reason}\nreturn 403;"));
            }
            ClientAuthentication::On { settings, ca_file } => (settings, ca_file),
        };
        if let Some(pattern) = &settings.match_cn {
            let pattern = quote::go(pattern);
            self.line(&format!(
                "# nginx.tmpl:917\nif ( $ssl_client_s_dn !~ {pattern} ) {{ return 403 \"client certificate unauthorized\"; }}"
            ));
        }
        // nginx.tmpl:934: without a CA file nothing is asked of clients.
        let Some(content) = ca_file else { return };
        let file = self.file(format!("{index}-client-ca.pem"), content.clone());
        self.line(&format!(
            "# nginx.tmpl:936\nssl_client_certificate {file};\nssl_verify_client {};\nssl_verify_depth {};",
            settings.verify_client, settings.verify_depth
        ));
        if let Some(page) = &settings.error_page {
            self.line(&format!("# nginx.tmpl:946\nerror_page 495 496 = {page};"));
        }
    }

    fn location(&mut self, server: &Server, location: &Location) {
        let modifier = if location.exact { "= " } else { "" };
        let path = quote::path(&location.path);
        self.line(&format!("# template.go:523\nlocation {modifier}{path} {{"));
        self.redirect(server);
        match location.backend {
            Backend::Default => self.line("return 404 \"default backend - 404\";"),
            Backend::NoEndpoint => self.line("return 503;"),
            Backend::Service => self.proxy(server),
        }
        self.line("}");
    }

    /// `lua_ingress.lua`:65 to 176, with `http-redirect-code` at its default (config.go:800).
    fn redirect(&mut self, server: &Server) {
        let annotations = &server.annotations;
        let redirects =
            annotations.force_ssl_redirect || (annotations.ssl_redirect && server.pair.is_some());
        if redirects {
            let uri = if annotations.preserve_trailing_slash {
                "$request_uri"
            } else {
                "$redirect_uri"
            };
            self.line(&format!(
                "if ($scheme = http) {{ return 308 https://$redirect_host{uri}; }}"
            ));
        }
    }

    /// `nginx.tmpl`:1278 to 1355 and `template.go`:716.
    fn proxy(&mut self, server: &Server) {
        let mut headers = vec![("Host", "$http_host")];
        if let ClientAuthentication::On {
            settings,
            ca_file: Some(_),
        } = &server.client
        {
            if settings.pass_certificate {
                headers.push(("ssl-client-cert", "$ssl_client_escaped_cert"));
            }
            headers.extend([
                ("ssl-client-verify", "$ssl_client_verify"),
                ("ssl-client-subject-dn", "$ssl_client_s_dn"),
                ("ssl-client-issuer-dn", "$ssl_client_i_dn"),
            ]);
        }
        headers.extend([
            ("Upgrade", "$http_upgrade"),
            ("Connection", "$connection_upgrade"),
            ("X-Request-ID", "$req_id"),
            ("X-Real-IP", "$remote_addr"),
            ("X-Forwarded-For", "$remote_addr"),
            ("X-Forwarded-Host", "$http_host"),
            ("X-Forwarded-Port", "$pass_port"),
            ("X-Forwarded-Proto", "$scheme"),
            ("X-Forwarded-Scheme", "$scheme"),
            ("X-Scheme", "$scheme"),
            ("X-Original-Forwarded-For", "$http_x_forwarded_for"),
            ("X-Original-Forwarded-Host", "$http_x_forwarded_host"),
            ("Proxy", "\"\""),
        ]);
        for (name, value) in headers {
            self.line(&format!("proxy_set_header {name} {value};"));
        }
        let upstream = self.ports.upstream;
        self.line(&format!(
            "proxy_http_version 1.1;\nproxy_redirect off;\nproxy_pass http://127.0.0.1:{upstream};"
        ));
    }
}

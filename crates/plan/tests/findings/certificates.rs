//! Keys, validity, packaging, existing.

use diagnostics::Severity::{Error, Note, Warning};
use formats::PfxProfile;
use pki::Algorithm;
use plan::{CaKeyFormat, Caller, Preset, Serials, Upload, Usages, codes};

use crate::Row;

pub(crate) const ROWS: &[Row] = &[
    Row {
        code: codes::KEY_ED25519,
        severity: Warning,
        place: "keys.ca",
        triggers: |plan| {
            plan.keys.per_certificate = true;
            plan.keys.ca = Algorithm::Ed25519;
        },
        near_miss: |plan| {
            plan.keys.ca = Algorithm::Ed25519;
            plan.keys.all = Algorithm::Rsa2048;
        },
    },
    Row {
        code: codes::KEY_EC_API_MANAGEMENT,
        severity: Warning,
        place: "keys.all",
        triggers: |plan| plan.keys.all = Algorithm::EcdsaP256,
        near_miss: |plan| {
            plan.keys.all = Algorithm::EcdsaP256;
            plan.caller = Caller::Other;
        },
    },
    Row {
        code: codes::KEY_FAMILIES_MIXED,
        severity: Note,
        place: "keys.ca",
        triggers: |plan| {
            plan.keys.per_certificate = true;
            plan.keys.ca = Algorithm::EcdsaP384;
        },
        near_miss: |plan| {
            plan.keys.per_certificate = true;
            plan.keys.ca = Algorithm::Rsa3072;
        },
    },
    Row {
        code: codes::KEY_FAMILIES_MIXED,
        severity: Warning,
        place: "keys.ca",
        triggers: |plan| {
            plan.keys.per_certificate = true;
            plan.keys.server = Algorithm::EcdsaP256;
            plan.api_management.upload = Upload::KeyVault;
            plan.api_management.key_vault = "kv-apim".into();
        },
        near_miss: |plan| {
            plan.keys.per_certificate = true;
            plan.keys.server = Algorithm::EcdsaP256;
            plan.existing.server_certificate = true;
        },
    },
    Row {
        code: codes::LEAF_OUTLIVES_CA,
        severity: Error,
        place: "validity.client_days",
        triggers: |plan| plan.validity.client_days = "3651".into(),
        near_miss: |plan| plan.validity.client_days = "3650".into(),
    },
    Row {
        code: codes::LEAF_OVER_398_DAYS,
        severity: Warning,
        place: "validity.server_days",
        triggers: |plan| plan.validity.server_days = "399".into(),
        near_miss: |plan| plan.validity.server_days = "398".into(),
    },
    Row {
        code: codes::LEAF_OVER_825_DAYS,
        severity: Warning,
        place: "validity.server_days",
        triggers: |plan| plan.validity.server_days = "826".into(),
        near_miss: |plan| plan.validity.server_days = "825".into(),
    },
    Row {
        code: codes::BACKDATE_NONE,
        severity: Note,
        place: "validity.backdate_minutes",
        triggers: |plan| plan.validity.backdate_minutes = "0".into(),
        near_miss: |plan| plan.validity.backdate_minutes = "1".into(),
    },
    Row {
        code: codes::SERIALS_FIXED,
        severity: Warning,
        place: "validity.serials",
        triggers: |plan| plan.validity.serials = Serials::Sequential,
        near_miss: |plan| plan.validity.usages = Usages::Both,
    },
    Row {
        code: codes::USAGES_BOTH,
        severity: Warning,
        place: "validity.usages",
        triggers: |plan| plan.validity.usages = Usages::Both,
        near_miss: |plan| plan.validity.serials = Serials::Sequential,
    },
    Row {
        code: codes::ARTICLE_NAMES_KEPT,
        severity: Note,
        place: "names.server_hosts",
        triggers: |plan| Preset::Article.apply(plan),
        near_miss: |plan| {
            Preset::Article.apply(plan);
            plan.validity.serials = Serials::Random;
        },
    },
    Row {
        code: codes::PFX_MODERN,
        severity: Note,
        place: "packaging.pfx_profile",
        triggers: |plan| plan.packaging.pfx_profile = PfxProfile::Modern,
        near_miss: |plan| plan.packaging.pfx_profile = PfxProfile::Compatible,
    },
    Row {
        code: codes::CA_KEY_PLAIN,
        severity: Warning,
        place: "packaging.ca_key_format",
        triggers: |plan| plan.packaging.ca_key_format = CaKeyFormat::PlainPkcs8,
        near_miss: |plan| plan.packaging.ca_key_format = CaKeyFormat::Pfx,
    },
    Row {
        code: codes::CA_KEY_PFX,
        severity: Warning,
        place: "packaging.ca_key_format",
        triggers: |plan| plan.packaging.ca_key_format = CaKeyFormat::Pfx,
        near_miss: |plan| plan.packaging.ca_key_format = CaKeyFormat::EncryptedPkcs8,
    },
    Row {
        code: codes::EXISTING_IMPLIED,
        severity: Note,
        place: "existing.cluster",
        triggers: |plan| plan.existing.controller = true,
        near_miss: |plan| {
            plan.existing.cluster = true;
            plan.existing.controller = true;
        },
    },
    Row {
        code: codes::EXISTING_IMPLIED,
        severity: Note,
        place: "existing.namespace",
        triggers: |plan| {
            plan.existing.cluster = true;
            plan.existing.workload = true;
        },
        near_miss: |plan| {
            plan.existing.cluster = true;
            plan.existing.namespace = true;
            plan.existing.workload = true;
        },
    },
];

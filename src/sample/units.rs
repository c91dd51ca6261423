//! The sites of Los Canelos and their departments.

/// A site.
pub(super) struct Site {
    /// What people read in lists.
    pub(super) name: &'static str,
    /// What people call it in a sentence.
    pub(super) spoken: &'static str,
    /// ISO 3166.
    pub(super) country: &'static str,
    /// How many of 1,000 people work there.
    pub(super) weight: u32,
    /// How many floors it has.
    pub(super) floors: i64,
    /// Its departments.
    pub(super) departments: &'static [&'static str],
}

/// The sites.
pub(super) const SITES: [Site; 12] = [
    Site {
        name: "Casa Matriz Santiago",
        spoken: "la casa matriz",
        country: "CL",
        weight: 330,
        floors: 9,
        departments: &[
            "Gerencia General",
            "Contabilidad",
            "Tesorería",
            "Adquisiciones",
            "Personas",
            "Remuneraciones",
            "Legal",
            "Comunicaciones",
            "Tecnología",
            "Auditoría Interna",
            "Comercial",
            "Marketing",
        ],
    },
    Site {
        name: "Edificio Huérfanos",
        spoken: "el edificio Huérfanos",
        country: "CL",
        weight: 140,
        floors: 6,
        departments: &["Atención de Clientes", "Cobranza", "Créditos", "Ventas Corporativas", "Postventa"],
    },
    Site {
        name: "Planta Quilicura",
        spoken: "la planta Quilicura",
        country: "CL",
        weight: 120,
        floors: 3,
        departments: &["Producción", "Mantención", "Control de Calidad", "Prevención de Riesgos", "Ingeniería"],
    },
    Site {
        name: "Centro de Distribución San Bernardo",
        spoken: "San Bernardo",
        country: "CL",
        weight: 90,
        floors: 2,
        departments: &["Bodega Central", "Despacho", "Transporte", "Inventarios"],
    },
    Site {
        name: "Sucursal Valparaíso",
        spoken: "Valparaíso",
        country: "CL",
        weight: 60,
        floors: 4,
        departments: &[
            "Ventas Valparaíso",
            "Administración Valparaíso",
            "Comercio Exterior",
            "Servicio Técnico Valparaíso",
        ],
    },
    Site {
        name: "Sucursal Concepción",
        spoken: "Concepción",
        country: "CL",
        weight: 60,
        floors: 4,
        departments: &[
            "Ventas Concepción",
            "Administración Concepción",
            "Bodega Concepción",
            "Servicio Técnico Concepción",
        ],
    },
    Site {
        name: "Sucursal Antofagasta",
        spoken: "Antofagasta",
        country: "CL",
        weight: 45,
        floors: 3,
        departments: &["Ventas Antofagasta", "Administración Antofagasta", "Proyectos Minería"],
    },
    Site {
        name: "Sucursal La Serena",
        spoken: "La Serena",
        country: "CL",
        weight: 35,
        floors: 2,
        departments: &["Ventas La Serena", "Administración La Serena", "Bodega La Serena"],
    },
    Site {
        name: "Sucursal Temuco",
        spoken: "Temuco",
        country: "CL",
        weight: 40,
        floors: 2,
        departments: &["Ventas Temuco", "Administración Temuco", "Servicio Técnico Temuco"],
    },
    Site {
        name: "Sucursal Puerto Montt",
        spoken: "Puerto Montt",
        country: "CL",
        weight: 40,
        floors: 2,
        departments: &["Ventas Puerto Montt", "Administración Puerto Montt", "Operaciones Acuícolas"],
    },
    Site {
        name: "Oficina Lima",
        spoken: "Lima",
        country: "PE",
        weight: 22,
        floors: 2,
        departments: &["Ventas Lima", "Administración Lima"],
    },
    Site {
        name: "Escritório São Paulo",
        spoken: "São Paulo",
        country: "BR",
        weight: 18,
        floors: 2,
        departments: &["Vendas São Paulo", "Administração São Paulo"],
    },
];

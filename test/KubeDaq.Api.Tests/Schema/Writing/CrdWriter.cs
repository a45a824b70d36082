using System.Reflection;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using KubeDaq.Api.Schema;

namespace KubeDaq.Api.Tests.Schema.Writing;

/// <summary>Makes the CustomResourceDefinition of a kind from its C# type.</summary>
internal sealed class CrdWriter(XDocument docComments)
{
    private readonly ObjectSchema _schema = new(new DocComments(docComments));

    public JsonObject Write(ObjectKind kind) => new()
    {
        ["apiVersion"] = "apiextensions.k8s.io/v1",
        ["kind"] = "CustomResourceDefinition",
        ["metadata"] = new JsonObject { ["name"] = $"{kind.Names.Plural}.{ApiGroup.Name}" },
        ["spec"] = new JsonObject
        {
            ["group"] = ApiGroup.Name,
            ["names"] = Names(kind),
            ["scope"] = kind.Names.Scope.ToString(),
            ["versions"] = new JsonArray(Version(kind)),
        },
    };

    private static JsonObject Names(ObjectKind kind) => new()
    {
        ["kind"] = kind.Kind,
        ["listKind"] = kind.Kind + "List",
        ["plural"] = kind.Names.Plural,
        ["singular"] = kind.Names.Singular,
        ["shortNames"] = new JsonArray(kind.Names.ShortName),
        ["categories"] = new JsonArray("daq"),
    };

    private JsonObject Version(ObjectKind kind) => new()
    {
        ["name"] = ApiGroup.Version,
        ["served"] = true,
        ["storage"] = true,
        ["subresources"] = new JsonObject { ["status"] = new JsonObject() },
        ["additionalPrinterColumns"] = new JsonArray([.. kind.Type.GetCustomAttributes<PrinterColumnAttribute>().Select(Column)]),
        ["schema"] = new JsonObject { ["openAPIV3Schema"] = _schema.Of(kind.Type) },
    };

    private static JsonNode Column(PrinterColumnAttribute column)
    {
        var node = new JsonObject
        {
            ["name"] = column.Name,
            ["type"] = column.Type,
            ["jsonPath"] = column.Path,
            ["description"] = column.Description,
        };
        if (column.Wide)
            node["priority"] = 1;
        return node;
    }
}

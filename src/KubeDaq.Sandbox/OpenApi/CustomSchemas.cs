using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.OpenApi;

/// <summary>The OpenAPI schemas of custom resources: those of their definitions, completed by what every object has.</summary>
internal static class CustomSchemas
{
    private const string MetadataText = "Standard object's metadata. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata";
    private const string VersionText = "APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized schemas to the latest internal value, and may reject unrecognized values.";
    private const string KindText = "Kind is a string value representing the REST resource this object represents. Servers may infer this from the endpoint the client submits requests to.";

    /// <summary>Adds the schemas of kinds.</summary>
    public static void Add(JsonObject schemas, IEnumerable<ResourceKind> kinds)
    {
        foreach (var kind in kinds)
        {
            var schema = kind.Custom!.Schema.DeepClone().AsObject();
            var properties = schema.Ensure("properties");
            properties["apiVersion"] = new JsonObject { ["type"] = "string", ["description"] = VersionText };
            properties["kind"] = new JsonObject { ["type"] = "string", ["description"] = KindText };
            properties["metadata"] = new JsonObject
            {
                ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = $"#/components/schemas/{ModelSchemas.Name(ModelType.Of(typeof(k8s.Models.V1ObjectMeta)))}" }),
                ["description"] = MetadataText,
            };
            schema["x-kubernetes-group-version-kind"] = new JsonArray(ModelSchemas.GroupVersionKind(kind));
            schemas[$"{string.Join('.', kind.Group.Split('.').Reverse())}.{kind.Version}.{kind.Kind}"] = schema;
        }
    }
}

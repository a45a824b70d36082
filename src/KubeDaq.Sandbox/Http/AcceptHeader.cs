using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Resources;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Http;

/// <summary>How a client wants to see an answer.</summary>
internal enum View
{
    /// <summary>The object itself.</summary>
    Object,

    /// <summary>As a table for people.</summary>
    Table,

    /// <summary>Only the metadata.</summary>
    Metadata,
}

/// <summary>The form of an answer: JSON or YAML, and the view.</summary>
/// <param name="View">What is shown.</param>
/// <param name="IsYaml">Whether as YAML.</param>
/// <param name="ContentType">What the answer says it is.</param>
internal readonly record struct AnswerForm(View View, bool IsYaml, string ContentType)
{
    private const string Plain = "application/json";
    private const string Available = "application/json, application/yaml, application/vnd.kubernetes.protobuf";

    /// <summary>The first form in the Accept header that is spoken here; protobuf is not, and clients that prefer it name JSON too.</summary>
    /// <exception cref="StatusException">406: none is.</exception>
    public static AnswerForm Of(HttpRequest request, ResourceKind? kind = null, bool list = false)
    {
        var accept = request.Headers.Accept.ToString();
        if (accept.Length == 0)
            return new(View.Object, false, Plain);
        foreach (var offer in accept.Split(',').Select(part => part.Trim()).OrderByDescending(Quality))
        {
            var parts = offer.Split(';', StringSplitOptions.TrimEntries);
            if (ViewOf(parts, list) is not { } view)
                continue;
            switch (parts[0])
            {
                case Plain or "*/*" or "application/*":
                    return new(view, false, Plain);
                case "application/yaml":
                    return new(view, true, "application/yaml");
            }
        }
        if (kind is not null && accept.Contains("as=PartialObjectMetadata", StringComparison.Ordinal) && accept.Contains("g=meta.k8s.io", StringComparison.Ordinal))
            throw new StatusException(406, "NotAcceptable", WrongShape(kind, list));
        throw new StatusException(406, "NotAcceptable", $"406: Not Acceptable\n\nAvailable representations: {Available}, application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch", []);
    }

    private static string WrongShape(ResourceKind kind, bool list)
    {
        var package = kind.Group.Length == 0 ? "core" : kind.Group.Split('.')[0];
        return list
            ? $"you requested PartialObjectMetadata, but the requested object is a list (*{package}.{kind.ListKind})"
            : $"you requested PartialObjectMetadataList, but the requested object is not a list (*{package}.{kind.Kind})";
    }

    private static double Quality(string offer)
    {
        var at = offer.IndexOf(";q=", StringComparison.Ordinal);
        return at >= 0 && double.TryParse(offer.AsSpan(at + 3), out var quality) ? quality : 1;
    }

    private static View? ViewOf(string[] parts, bool list)
    {
        string? Parameter(string name) => parts.FirstOrDefault(part => part.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
        return Parameter("as") switch
        {
            null => Http.View.Object,
            "Table" when Parameter("g") == "meta.k8s.io" && Parameter("v") is "v1" or "v1beta1" => Http.View.Table,
            "PartialObjectMetadata" when Parameter("g") == "meta.k8s.io" && Parameter("v") is "v1" && !list => Http.View.Metadata,
            "PartialObjectMetadataList" when Parameter("g") == "meta.k8s.io" && Parameter("v") is "v1" && list => Http.View.Metadata,
            _ => null,
        };
    }
}

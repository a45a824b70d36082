using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Http;

/// <summary>What a client asks about a write in the query.</summary>
/// <param name="DryRun">Whether nothing is to be stored.</param>
/// <param name="FieldValidation">Ignore, Warn or Strict: what happens on unknown fields.</param>
/// <param name="Manager">Who owns what is written.</param>
/// <param name="Force">Whether an apply takes fields from others.</param>
internal sealed record WriteOptions(bool DryRun, string FieldValidation, string Manager, bool Force)
{
    /// <summary>Reads the options; <paramref name="kind"/> is what complaints call them, such as CreateOptions.</summary>
    /// <exception cref="StatusException">422: a value is not known.</exception>
    public static WriteOptions Parse(HttpRequest request, string kind, bool applies = false)
    {
        var query = request.Query;
        var causes = new List<Cause>();
        var dry = query["dryRun"].Where(value => !string.IsNullOrEmpty(value)).ToList();
        if (dry.Any(value => value != "All"))
            causes.Add(Cause.NotSupported("dryRun", new System.Text.Json.Nodes.JsonArray([.. dry.Select(value => (System.Text.Json.Nodes.JsonNode?)value)]), "All"));
        var validation = query["fieldValidation"].ToString();
        if (validation is not ("" or "Ignore" or "Warn" or "Strict"))
            causes.Add(Cause.NotSupported("fieldValidation", validation, "", "Ignore", "Strict", "Warn"));
        var manager = query["fieldManager"].ToString();
        if (applies && manager.Length == 0)
            causes.Add(Cause.Required("fieldManager", "is required for apply patch"));
        if (!applies && kind == "PatchOptions" && query.ContainsKey("force"))
            causes.Add(Cause.Forbidden("force", "may not be specified for non-apply patch"));
        if (manager.Length > 128)
            causes.Add(new("FieldValueTooLong", "Too long: may not be more than 128 bytes", "fieldManager"));
        if (causes.Count > 0)
            throw StatusException.Invalid(new GroupResource("meta.k8s.io", kind), "", causes);
        return new(dry.Count > 0, validation.Length == 0 ? "Warn" : validation, manager.Length > 0 ? manager : Agent(request), query["force"] == "true");
    }

    // As Kubernetes does: the name of the program, up to its version.
    private static string Agent(HttpRequest request)
    {
        var name = request.Headers.UserAgent.ToString().Split('/')[0];
        return name.Length == 0 ? "unknown" : name.Length > 128 ? name[..128] : name;
    }
}

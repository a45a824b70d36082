using KubeDaq.Sandbox.Http.Seams;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Http;

/// <summary>Reads what is asked from method and path, as the API server's request info does.</summary>
internal static class RequestParser
{
    /// <summary>What a request asks for.</summary>
    public static RequestInfo Parse(HttpContext context)
    {
        var request = context.Request;
        return Parse(request.Method, request.Path.Value ?? "/", ListOptions.IsSet(request.Query["watch"]), request.Query["fieldSelector"]);
    }

    /// <summary>The request's meaning.</summary>
    public static RequestInfo Parse(string method, string path, bool watches, string? fieldSelector)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var other = new RequestInfo(false, method.ToLowerInvariant(), path, "", "", "", "", "", "");
        return parts switch
        {
            ["api", var version, .. var rest] when rest.Length > 0 => Resource(method, path, "", version, rest, watches, fieldSelector),
            ["apis", var group, var version, .. var rest] when rest.Length > 0 => Resource(method, path, group, version, rest, watches, fieldSelector),
            _ => other,
        };
    }

    private static RequestInfo Resource(string method, string path, string group, string version, string[] rest, bool watches, string? fieldSelector)
    {
        if (rest[0] == "watch" && rest.Length > 1)
        {
            watches = true;
            rest = rest[1..];
        }
        var ns = "";
        // /namespaces/x is the object x; /namespaces/x/pods are the pods in it, but status and finalize are its own.
        if (rest[0] == "namespaces" && rest.Length > 1)
        {
            ns = rest[1];
            if (rest.Length > 2 && rest[2] is not ("status" or "finalize"))
                rest = rest[2..];
        }
        var name = rest.Length > 1 ? rest[1] : "";
        var subresource = rest.Length > 2 ? rest[2] : "";
        var verb = Verb(method, name, watches);
        if (name.Length == 0 && verb is "list" or "watch" or "deletecollection" && NameIn(fieldSelector) is { } selected)
            name = selected;
        return new(true, verb, path, group, version, rest[0], subresource, ns, name);
    }

    private static string Verb(string method, string name, bool watches) => method switch
    {
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => name.Length == 0 ? "deletecollection" : "delete",
        "GET" or "HEAD" => watches ? "watch" : name.Length == 0 ? "list" : "get",
        _ => method.ToLowerInvariant(),
    };

    private static string? NameIn(string? fieldSelector) =>
        fieldSelector?.Split(',').FirstOrDefault(part => part.StartsWith("metadata.name=", StringComparison.Ordinal)) is { } part
            ? part["metadata.name=".Length..].TrimStart('=') is { Length: > 0 } name ? name : null
            : null;
}

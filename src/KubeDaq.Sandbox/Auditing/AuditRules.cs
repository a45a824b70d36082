using KubeDaq.Sandbox.Http.Seams;

namespace KubeDaq.Sandbox.Auditing;

/// <summary>Which requests the audit log tells of. It never has bodies (level Metadata), so no secret's content can be in it.</summary>
internal static class AuditRules
{
    private static readonly HashSet<string> UntoldPaths = ["healthz", "livez", "readyz", "version", "openapi"];

    /// <summary>Whether a request is told: not what only asks for health, version or schemas, and not the endless leases and Events.</summary>
    public static bool Tells(RequestInfo request) => request.IsResource
        ? (request.Group, request.Resource) is not (("coordination.k8s.io", "leases") or ("" or "events.k8s.io", "events"))
        : !UntoldPaths.Contains(request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "");

    /// <summary>Whether an answer may go on for long, and is told when it begins as well.</summary>
    public static bool RunsLong(RequestInfo request) => request.IsResource && (request.Verb == "watch" || request.Subresource == "log");
}

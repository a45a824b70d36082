using System.Net.Http.Headers;
using System.Text.Json;
using KubeDaq.Api;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Cluster.Clients;

/// <summary>Turns what went wrong with a request into one line that says what to do.</summary>
internal static class Refusal
{
    public static async Task<ApiException> ReadAsync(
        HttpResponseMessage response, ApiRequest request, ClusterAccess access, CancellationToken stop)
    {
        string body;
        try
        {
            body = await response.Content.ReadAsStringAsync(stop);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            body = "";
        }

        var status = Parse(body, (int)response.StatusCode, response.ReasonPhrase);
        if (Seconds(response.Headers.RetryAfter) is { } seconds)
            status = status with { Details = (status.Details ?? new ApiStatusDetails()) with { RetryAfterSeconds = seconds } };
        return new ApiException(status, Explain(status, request, access));
    }

    public static UnreachableException NoAnswer(ClusterAccess access, TimeSpan time) =>
        new($"the cluster at {access.Server} ({access.Origin}) did not answer within {time.TotalSeconds:0} s; is it overloaded, or a firewall in between?");

    public static UnreachableException NoConnection(ClusterAccess access, HttpRequestException e)
    {
        var cause = e.InnerException?.Message ?? e.Message;
        var where = $"{access.Server} ({access.Origin})";
        return e.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => new UnreachableException(
                $"cannot trust the cluster at {where}: {cause} Its certificate must be for this host and signed by the kubeconfig's certificate authority; " +
                "get a fresh kubeconfig if the cluster was made anew", e),
            HttpRequestError.NameResolutionError => new UnreachableException(
                $"cannot find the cluster's host {access.Server.Host} ({access.Origin}): {cause}; check the name, the network and KUBECONFIG", e),
            _ => new UnreachableException(
                $"cannot reach the cluster at {where}: {cause}; is it running? Check KUBECONFIG and --context", e),
        };
    }

    public static ApiException UnknownKind(ResourceKind kind, Uri server)
    {
        var advice = kind.Group == ApiGroup.Name
            ? "install KubeDaq's resource definitions (kubectl apply -f deploy/crds)"
            : "it needs a newer Kubernetes, or the extension that brings this kind";
        return new ApiException(404, "NotFound", $"the cluster at {server} does not know {kind.QualifiedName} in {kind.ApiVersion}: {advice}");
    }

    internal static ApiStatus Parse(string body, int code, string? phrase)
    {
        try
        {
            if (JsonSerializer.Deserialize<ApiStatus>(body, ApiStatus.Json) is { Message: not null } status)
                return status with { Code = status.Code == 0 ? code : status.Code };
        }
        catch (JsonException)
        {
            // A proxy answers in its own words.
        }

        return new ApiStatus { Code = code, Reason = phrase, Message = body.Length > 0 ? body.Split('\n', 2)[0].Trim() : phrase };
    }

    private static string Explain(ApiStatus status, ApiRequest request, ClusterAccess access) => status.Code switch
    {
        401 => $"the cluster at {access.Server} refused the credentials of {access.Origin}: {WhyUnauthorized(status)}; get new ones",
        403 when status.Message?.Contains(" cannot ", StringComparison.Ordinal) == true => $"{status.Message}; ask an administrator for this right",
        404 when request.Kind is not null && NamesNoObject(status) => UnknownKind(request.Kind, access.Server).Message,
        _ => request.Purpose.Length > 0 ? $"cannot {request.Purpose}: {status.Message}" : status.Message ?? $"HTTP {status.Code}",
    };

    /// <summary>A real API server says nothing more; the sandbox does.</summary>
    private static string WhyUnauthorized(ApiStatus status) =>
        status.Message?.StartsWith("Unauthorized: ", StringComparison.Ordinal) == true ? status.Message["Unauthorized: ".Length..] : "they have expired or are not valid for it";

    private static bool NamesNoObject(ApiStatus status) => string.IsNullOrEmpty(status.Details?.Name);

    private static int? Seconds(RetryConditionHeaderValue? header) => header?.Delta is { } delta ? (int)delta.TotalSeconds : null;
}

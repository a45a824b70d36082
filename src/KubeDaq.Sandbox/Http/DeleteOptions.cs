using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Protobuf;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Http;

/// <summary>Reads how an object is to be deleted, from the body or the query.</summary>
internal static class DeleteOptions
{
    private static readonly string[] Policies = ["Foreground", "Background", "Orphan", "nil"];

    /// <summary>The wish, and whether it is only a trial.</summary>
    public static async Task<(DeleteRequest How, bool DryRun)> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        var body = request.ContentLength is 0 or null && request.Headers.TransferEncoding.Count == 0 ? [] : await RequestBody.ReadBytesAsync(request, stop);
        var binary = RequestBody.MediaType(request.ContentType) == ProtobufBody.MediaType;
        var options = body.Length == 0 ? FromQuery(request.Query) : binary ? ProtobufBody.Read(body, "DeleteOptions") : Parse(body);
        return (Check(options), options.List("dryRun").Any());
    }

    private static JsonObject Parse(byte[] body)
    {
        try
        {
            var options = JsonText.Parse(body) as JsonObject ?? [];
            return options.Text("kind") is null or "" or "DeleteOptions" ? options
                : throw StatusException.BadRequest($"no kind \"{options.Text("kind")}\" is registered for version \"{options.Text("apiVersion")}\" in scheme \"pkg/runtime/scheme.go:111\"");
        }
        catch (System.Text.Json.JsonException error)
        {
            throw StatusException.BadRequest($"couldn't get version/kind; json parse error: {RequestBody.Complaint(error, body)}");
        }
    }

    private static JsonObject FromQuery(IQueryCollection query)
    {
        var options = new JsonObject();
        if (query["gracePeriodSeconds"].ToString() is { Length: > 0 } grace)
            options["gracePeriodSeconds"] = long.TryParse(grace, out var seconds) ? seconds : throw StatusException.BadRequest($"strconv.ParseInt: parsing \"{grace}\": invalid syntax");
        if (query["propagationPolicy"].ToString() is { Length: > 0 } policy)
            options["propagationPolicy"] = policy;
        if (query["orphanDependents"].ToString() is { Length: > 0 } orphan)
            options["orphanDependents"] = orphan == "true";
        if (query["dryRun"].ToString() is { Length: > 0 } dry)
            options["dryRun"] = new JsonArray(dry);
        return options;
    }

    private static DeleteRequest Check(JsonObject options)
    {
        var causes = new List<Cause>();
        var policy = options.Text("propagationPolicy");
        var orphan = options["orphanDependents"];
        if (policy is not null && orphan is not null)
            causes.Add(Cause.InvalidValue("propagationPolicy", policy, "orphanDependents and deletionPropagation cannot be both set"));
        else if (policy is not null && !Policies.Contains(policy))
            causes.Add(Cause.NotSupported("propagationPolicy", policy, Policies));
        if (options.List("dryRun").Any(value => value.AsText() != "All"))
            causes.Add(Cause.NotSupported("dryRun", options["dryRun"], "All"));
        if (causes.Count > 0)
            throw StatusException.Invalid(new("meta.k8s.io", "DeleteOptions"), "", causes);
        if (orphan is not null)
            policy = options.Flag("orphanDependents") ? "Orphan" : "Background";
        return new(options.Number("gracePeriodSeconds"), policy, options.Text("preconditions", "uid"), options.Text("preconditions", "resourceVersion"));
    }
}

using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Identity;
using KubeDaq.Sandbox.Identity.Tokens;
using KubeDaq.Sandbox.OpenApi;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Http;

/// <summary>Answers paths that are no resources: version, health, discovery, OpenAPI, and what verifies tokens.</summary>
internal sealed class SystemHandler(ResourceTable table, OpenApiHandler openApi, TokenSigner signer)
{
    private static readonly string[] Roots = ["/.well-known/openid-configuration", "/api", "/api/v1", "/apis"];
    private static readonly string[] Tails = ["/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/openid/v1/jwks", "/readyz", "/version"];

    /// <summary>Answers.</summary>
    public Task HandleAsync(HttpContext context, RequestInfo info, CancellationToken stop)
    {
        var parts = info.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (info.Verb is not ("get" or "head") && parts is not ["healthz" or "livez" or "readyz", ..])
            throw StatusException.MethodNotAllowed();
        return parts switch
        {
            ["version"] => SendAsync(context, ServerVersion.Document(), stop),
            ["healthz" or "livez" or "readyz", ..] => HealthAsync(context, parts, stop),
            ["openapi", ..] => openApi.HandleAsync(context, parts[1..], stop),
            ["api" or "apis", ..] => DiscoverAsync(context, parts, stop),
            [".well-known", "openid-configuration"] => Answers.WriteAsync(context.Response, 200, OpenIdMetadata.Configuration($"https://{context.Request.Host}"), stop),
            ["openid", "v1", "jwks"] => Answers.WriteAsync(context.Response, 200, signer.ToKeySet(), stop),
            [] => SendAsync(context, Paths(), stop),
            _ => NowhereAsync(context, stop),
        };
    }

    private Task DiscoverAsync(HttpContext context, string[] parts, CancellationToken stop)
    {
        if (parts.Length == 1 && AggregatedDiscovery.IsWanted(context.Request))
            return Answers.WriteBytesAsync(context.Response, 200, AggregatedDiscovery.ContentType, JsonText.Write(AggregatedDiscovery.Make(table, parts[0] == "api")), stop);
        var document = parts switch
        {
            ["api"] => Discovery.CoreVersions(context.Request.Host.Value ?? ""),
            ["api", var version] => Discovery.GroupVersion(table, "", version),
            ["apis"] => Discovery.Groups(table),
            ["apis", var group] => Discovery.Group(table, group),
            ["apis", var group, var version] => Discovery.GroupVersion(table, group, version),
            _ => null,
        };
        if (document is null && parts.Length > 1 && table.HasBuiltInGroup(parts[0] == "api" ? "" : parts[1]))
            throw StatusException.UnknownPath();
        return document is null ? NowhereAsync(context, stop) : SendAsync(context, document, stop);
    }

    private static Task HealthAsync(HttpContext context, string[] parts, CancellationToken stop)
    {
        if (!context.Request.Query.ContainsKey("verbose") || parts.Length > 1)
            return Answers.WriteTextAsync(context.Response, 200, "ok", stop);
        var checks = new[] { "ping", "log", "storage", "poststarthook/start-apiextensions-controllers" };
        return Answers.WriteTextAsync(context.Response, 200, string.Concat(checks.Select(check => $"[+]{check} ok\n")) + $"{parts[0]} check passed\n", stop);
    }

    private JsonObject Paths()
    {
        var groups = table.Groups.SelectMany(group => Discovery.Versions(group).Select(version => $"/apis/{group.Key}/{version}").Prepend($"/apis/{group.Key}"));
        return new() { ["paths"] = Discovery.Strings([.. Roots, .. groups, .. Tails]) };
    }

    private static Task SendAsync(HttpContext context, JsonObject document, CancellationToken stop) =>
        ObjectAnswers.SendAsync(context, 200, AnswerForm.Of(context.Request), document, stop);

    private static Task NowhereAsync(HttpContext context, CancellationToken stop) => Answers.WriteTextAsync(context.Response, 404, "404 page not found\n", stop);
}

using KubeDaq.Sandbox.Http;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.OpenApi;

/// <summary>Answers <c>/openapi</c>.</summary>
internal sealed class OpenApiHandler(string nowhere = "404 page not found\n")
{
    /// <summary>Answers.</summary>
    public Task HandleAsync(HttpContext context, string[] parts, CancellationToken stop) => Answers.WriteTextAsync(context.Response, 404, nowhere, stop);
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OpenIddict.Server;

namespace KubeDaq.Sandbox.IdentityProvider;

/// <summary>Rotates an issuer's keys for whoever knows the start's password; with <c>?forget=true</c> older keys are withdrawn at once.</summary>
internal sealed class KeyRotation(SigningKeys keys, StartPassword password, IOptionsMonitorCache<OpenIddictServerOptions> cache)
{
    private const string Bearer = "Bearer ";

    /// <summary>Takes the request.</summary>
    public IResult Answer(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.Ordinal) || !password.Is(header[Bearer.Length..]))
            return Results.Unauthorized();
        keys.Rotate(forget: context.Request.Query["forget"] == "true");
        cache.Clear();
        return Results.NoContent();
    }
}

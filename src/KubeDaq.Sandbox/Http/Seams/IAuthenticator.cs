using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Http.Seams;

/// <summary>Finds out who asks, impersonation included.</summary>
internal interface IAuthenticator
{
    /// <summary>The user of a request; anonymous without credentials.</summary>
    /// <exception cref="StatusException">401 for bad credentials, 403 for an impersonation that is not allowed.</exception>
    ValueTask<UserInfo> AuthenticateAsync(HttpContext context);
}

using KubeDaq.Sandbox.Identity.Impersonation;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Http.Seams;

/// <summary>Finds out who asks, and as whom he wants to be answered.</summary>
internal interface IAuthenticator
{
    /// <summary>The user of a request; anonymous without credentials.</summary>
    /// <exception cref="StatusException">401 for bad credentials.</exception>
    ValueTask<UserInfo> AuthenticateAsync(HttpContext context);

    /// <summary>As whom the user is answered; null where it is he himself.</summary>
    /// <exception cref="StatusException">403 for an impersonation that is not allowed.</exception>
    ImpersonatedUser? Impersonate(UserInfo user, RequestInfo asked, HttpContext context);
}

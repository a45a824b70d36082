namespace KubeDaq.Sandbox.Http.Seams;

/// <summary>Decides whether a user may do what he asks.</summary>
internal interface IAuthorizer
{
    /// <summary>Decides without looking at the request's body.</summary>
    Decision Authorize(UserInfo user, RequestInfo request);
}

/// <summary>An authorizer's answer.</summary>
/// <param name="Allowed">Whether he may.</param>
/// <param name="Reason">Why; on a refusal what stands after the sentence that names the user, or empty.</param>
internal readonly record struct Decision(bool Allowed, string Reason);

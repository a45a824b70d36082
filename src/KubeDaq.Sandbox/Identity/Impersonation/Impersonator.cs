using System.Collections.Concurrent;
using KubeDaq.Sandbox.Authorization;
using KubeDaq.Sandbox.Http.Seams;

namespace KubeDaq.Sandbox.Identity.Impersonation;

/// <summary>Lets a user act as another one where he is allowed to.</summary>
internal sealed class Impersonator(IAuthorizer authorizer)
{
    /// <summary>The name of whoever shows no credentials.</summary>
    public const string Anonymous = "system:anonymous";

    // The mode that a user last succeeded with is tried first, and its refusal is the one he sees.
    private readonly ConcurrentDictionary<string, ImpersonationMode> _lastMode = [];

    /// <summary>The user to answer.</summary>
    /// <exception cref="StatusException">403: he may not.</exception>
    public ImpersonatedUser Become(UserInfo user, WantedUser wanted, RequestInfo asked)
    {
        StatusException? refusal = null;
        foreach (var mode in ModesFor(user).Where(mode => mode.Fits(wanted)))
        {
            if (Refusal(user, mode.Needs(wanted, asked)) is { } refused)
            {
                refusal ??= refused;
                continue;
            }
            _lastMode[user.Name] = mode;
            var become = new UserInfo(wanted.Name, wanted.Uid.Length == 0 ? null : wanted.Uid, WithEverybody(wanted.Name, mode.GroupsOf(wanted)), wanted.Extra);
            return new(become, mode.Constraint);
        }
        throw refusal!;
    }

    private IEnumerable<ImpersonationMode> ModesFor(UserInfo user) => _lastMode.TryGetValue(user.Name, out var last)
        ? ImpersonationMode.All.Where(mode => mode != last).Prepend(last)
        : ImpersonationMode.All;

    private StatusException? Refusal(UserInfo user, IEnumerable<RequestInfo> needs)
    {
        foreach (var need in needs)
        {
            var decision = authorizer.Authorize(user, need);
            if (!decision.Allowed)
                return AccessDenied.For(user, need, decision.Reason);
        }
        return null;
    }

    private static IReadOnlyList<string> WithEverybody(string name, IReadOnlyList<string> groups)
    {
        var everybody = name == Anonymous ? Groups.Unauthenticated : Groups.Authenticated;
        return groups.Contains(everybody) || groups.Contains(Groups.Unauthenticated) ? groups : [.. groups, everybody];
    }
}

/// <summary>As whom a user is answered.</summary>
/// <param name="User">That one.</param>
/// <param name="Constraint">The verb of the constrained way in which he may; null for the one without constraint.</param>
internal sealed record ImpersonatedUser(UserInfo User, string? Constraint);

namespace KubeDaq.Cluster.Connections;

/// <summary>
/// A person whom the connection's own account stands in for. Whatever rights that account has: only users and groups with an issuer's prefix, and none
/// of Kubernetes itself.
/// </summary>
public sealed class ImpersonatedPerson : Acting
{
    private readonly string _user;
    private readonly IReadOnlyList<string> _groups;
    private readonly CredentialLife _life;

    /// <summary>Checks whom it is to be.</summary>
    /// <param name="prefix">What stands before every user and group of the person's issuer, <c>cern:</c>.</param>
    /// <param name="user">The user's name, with the prefix.</param>
    /// <param name="groups">His groups, with the prefix.</param>
    /// <param name="expires">Until when the person is signed in at the issuer.</param>
    /// <exception cref="CredentialsException">Not with this prefix, or of Kubernetes itself.</exception>
    public ImpersonatedPerson(string prefix, string user, IReadOnlyList<string> groups, DateTimeOffset expires)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        ArgumentNullException.ThrowIfNull(groups);
        if (!prefix.EndsWith(':') || prefix == "system:")
            throw new CredentialsException($"\"{prefix}\" is no issuer's prefix");
        foreach (var name in groups.Prepend(user))
            Check(prefix, name);
        (_user, _groups, _life) = (user, groups, new("impersonation by the console", expires, prefix.TrimEnd(':')));
    }

    internal override bool NeedsOwnAccount => true;

    internal override CredentialLife Credential => _life;

    internal override void Apply(HttpRequestMessage message)
    {
        message.Headers.Add("Impersonate-User", _user);
        foreach (var group in _groups)
            message.Headers.Add("Impersonate-Group", group);
    }

    private static void Check(string prefix, string name)
    {
        var inner = name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : "";
        if (inner.Length == 0 || inner.StartsWith("system:", StringComparison.OrdinalIgnoreCase))
            throw new CredentialsException($"nobody is stood in for as \"{name}\": names must begin with {prefix}, and what follows is never of Kubernetes itself");
        if (!name.All(letter => letter is > ' ' and <= '~'))
            throw new CredentialsException($"nobody is stood in for as a name that has other letters than plain ASCII: {prefix}...");
    }
}

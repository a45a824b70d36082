namespace KubeDaq.Api.HostAccess.Accounts;

/// <summary>That somebody may use something.</summary>
/// <param name="Subject">Who.</param>
/// <param name="Binding">The binding that says so.</param>
public sealed record UseGrant(GrantSubject Subject, GrantingBinding Binding)
{
    /// <summary>The namespace in which it holds; null for every one.</summary>
    public string? Namespace => Binding.Name.Namespace is { Length: > 0 } ns ? ns : null;

    /// <summary>The subject, and where it holds in one namespace alone, which.</summary>
    public override string ToString() => Namespace is null ? $"{Subject}" : $"{Subject} in namespace {Namespace}";
}

using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Api.HostAccess.Granting;
using KubeDaq.Api.HostAccess.Migration.Granting;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Serialization;
using KubeDaq.Api.Validation;

namespace KubeDaq.Api.HostAccess.Migration;

/// <summary>What one older policy becomes: a policy and its bindings, or nothing where it allowed nothing beyond baseline.</summary>
internal sealed class MigratedPolicy
{
    private readonly OldPolicy _old;
    private readonly HostAccessPolicy _policy;
    private readonly CarriedGrants _grants;

    public MigratedPolicy(NamedPolicy named, UseGrants grants)
    {
        _old = named.Old;
        _policy = new HostAccessPolicy { Metadata = new ObjectMeta { Name = named.Name }, Spec = _old.Spec };
        IsNeeded = PolicyGrants.Of(_old.Spec) is not { Exact.Count: 0, Prefixes.Count: 0 };
        _grants = IsNeeded ? CarriedGrants.Of(_old, named.Name, grants) : CarriedGrants.None;
    }

    public bool IsNeeded { get; }

    /// <summary>Where its bindings hold; those for every namespace are not among them.</summary>
    public IEnumerable<string> Namespaces => _grants.Bindings.Select(binding => binding.Namespace).Where(ns => ns.Length > 0);

    public IEnumerable<Leftover> Leftovers => [.. OfPolicy, .. _grants.Leftovers];

    public IEnumerable<MigratedObject> Objects => IsNeeded ? [Policy, .. _grants.Bindings.Select(binding => binding.Write(_policy.Metadata.Name!))] : [];

    private MigratedObject Policy => new(
        Write(_policy),
        [$"From {_old.Source}.", .. OfPolicy.Any() ? OfPolicy.Select(left => $"  {left.Text}").Prepend("Left over:") : []]);

    private IEnumerable<Leftover> OfPolicy => [.. Renamed, .. _old.Leftovers, .. IsNeeded ? Mistakes : [Nothing]];

    private IEnumerable<Leftover> Renamed => IsNeeded && _policy.Metadata.Name != _old.Name
        ? [new(_old.Source, "metadata.name", $"is now {_policy.Metadata.Name}", "a policy's name is one word, its own, and not that of a level of Pod Security")]
        : [];

    private IEnumerable<Leftover> Mistakes => HostAccessPolicyValidation.Validate(_policy)
        .Select(error => new Leftover(_old.Source, error.Field, $"{error.Problem}, and the API server will refuse it", error.Advice));

    private Leftover Nothing => new(
        _old.Source, "", "allows nothing beyond baseline: it needs no HostAccessPolicy", "keep what it demanded by the label pod-security.kubernetes.io/enforce: restricted of the namespaces");

    /// <summary>As a person would write it: without what says no.</summary>
    private static JsonObject Write(HostAccessPolicy policy)
    {
        var value = KubeDaqJson.ToNode(policy);
        var spec = value["spec"]!.AsObject();
        foreach (var (field, written) in spec.ToList())
        {
            var isDefault = written?.GetValueKind() == (field == "allowPrivilegeEscalation" ? System.Text.Json.JsonValueKind.True : System.Text.Json.JsonValueKind.False);
            if (isDefault)
                spec.Remove(field);
        }

        return value;
    }
}

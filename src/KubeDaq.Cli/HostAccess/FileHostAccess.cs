using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Api.HostAccess.Granting;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Reading;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Yaml;

namespace KubeDaq.Cli.HostAccess;

/// <summary>
/// What files say of host access, without any cluster: policies, and where they are in the files too, namespaces, cards, roles and bindings.
/// Without a binding in them it cannot be known who may use what.
/// </summary>
internal sealed class FileHostAccess : IHostAccessSource
{
    private readonly PolicySet _policies;
    private readonly UseGrants? _grants;
    private readonly IReadOnlyCollection<string> _granted;
    private readonly IReadOnlyDictionary<string, Governance> _namespaces;
    private readonly IReadOnlyList<ReadoutCard> _cards;

    /// <param name="objects">The objects of the files.</param>
    /// <param name="granted">Policies that count as granted to whoever asks.</param>
    public FileHostAccess(IReadOnlyList<JsonObject> objects, IReadOnlyCollection<string> granted)
    {
        IReadOnlyList<HostAccessPolicy> policies = [.. Of(objects, nameof(HostAccessPolicy)).Select(Read<HostAccessPolicy>)];
        if (policies.Count == 0)
            throw new CommandFailure(ExitCode.Error, "there is no HostAccessPolicy in the files of --policies");
        _policies = PolicySet.Of(policies);
        _granted = granted;
        IReadOnlyList<GrantingBinding> bindings = [.. Of(objects, "RoleBinding", "ClusterRoleBinding").Select(GrantingBinding.Of)];
        if (bindings.Count > 0 || granted.Count > 0)
            _grants = UseGrants.Of([.. Of(objects, "Role", "ClusterRole").Select(GrantingRole.Of), .. policies.Select(RoleOf)], bindings);
        _namespaces = Of(objects, "Namespace").DistinctBy(NameOf).ToDictionary(NameOf, ns => ClusterHostAccess.Of(NameOf(ns), Labels(ns)));
        _cards = [.. Of(objects, nameof(ReadoutCard)).Select(Read<ReadoutCard>)];
    }

    public Task<PolicySet> PoliciesAsync(CancellationToken stop) => Task.FromResult(_policies);

    public Task<IReadOnlyList<string>> NotesAsync(CancellationToken stop) => Task.FromResult<IReadOnlyList<string>>([]);

    public Task<Governance> GovernanceAsync(string ns, CancellationToken stop) => Task.FromResult(_namespaces.GetValueOrDefault(ns, Governance.Unknown));

    public Task<IReadOnlyList<ReadoutCard>> CardsAsync(CancellationToken stop) => Task.FromResult(_cards);

    public Task<bool?> MayUseAsync(ObjectName account, string resource, string name, CancellationToken stop) => Task.FromResult(
        resource == UseGrants.Policies && _granted.Contains(name) ? true : _grants?.Allow(account, resource, name, account.Namespace));

    /// <summary>The role that the operator makes for a policy.</summary>
    private static GrantingRole RoleOf(HostAccessPolicy policy) => new(
        new ObjectName("", HostAccessNames.RolePrefix + policy.Metadata.Name),
        [new GrantingRule([HostAccessNames.UseVerb], [ApiGroup.Name], [UseGrants.Policies], [policy.Metadata.Name ?? ""])]);

    private static IEnumerable<JsonObject> Of(IEnumerable<JsonObject> objects, params string[] kinds) =>
        objects.Where(value => kinds.Contains(value["kind"]?.ToString()));

    private static string NameOf(JsonObject value) => value["metadata"]?["name"]?.ToString() ?? "";

    private static Dictionary<string, string> Labels(JsonObject value) =>
        (value["metadata"]?["labels"] as JsonObject ?? []).ToDictionary(label => label.Key, label => label.Value?.ToString() ?? "");

    /// <summary>As strictly as they are applied: a mistyped field would allow less, or more, than it says.</summary>
    private static T Read<T>(JsonObject value)
        where T : KubeObject
    {
        var reading = Manifests.Read(YamlText.Write(value));
        return reading.Objects is [T found] && reading.IsValid
            ? found
            : throw new CommandFailure(ExitCode.Error, string.Join('\n', reading.Errors.Select(error => $"{PodTemplates.Name(value)}: {error with { Line = null }}")));
    }
}

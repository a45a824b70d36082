using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Compiling;
using KubeDaq.Api.HostAccess.Granting;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>The set of policies and units in the stored compiled policy, read once for each version of it. One that cannot be read grants nothing.</summary>
internal sealed class SetInForce(IObjects objects)
{
    private static readonly GroupResource AdmissionPolicies = new("admissionregistration.k8s.io", "validatingadmissionpolicies");
    private Parsed? _parsed;

    /// <summary>The policies, in the order in which they are tried.</summary>
    public PolicySet Policies => Read().Policies;

    /// <summary>The card of each resource that stands for one unit of a card.</summary>
    public IReadOnlyDictionary<string, string> Units => Read().Units;

    private Parsed Read()
    {
        var stored = objects.Get(AdmissionPolicies, "", HostAccessNames.CompiledPolicy);
        var parsed = _parsed;
        if (parsed is not null && parsed.Stored == stored)
            return parsed;
        var set = (stored is null ? null : CompiledSet.Read(stored.Value)) ?? CompiledSet.Empty;
        return _parsed = new(stored, PolicySet.Of(set.Policies), set.Units);
    }

    private sealed record Parsed(StoredObject? Stored, PolicySet Policies, IReadOnlyDictionary<string, string> Units);
}

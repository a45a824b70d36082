using System.Text.RegularExpressions;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Granting;
using KubeDaq.Api.Schema;

namespace KubeDaq.Api.Validation;

/// <summary>Finds all that is wrong with a host access policy at once.</summary>
public static partial class HostAccessPolicyValidation
{
    private const int MaxList = 64;

    // Levels of the Pod Security Standards: a policy of that name would be taken for them.
    private static readonly string[] Reserved = ["baseline", "restricted"];

    /// <summary>What is wrong with the policy.</summary>
    public static IReadOnlyList<FieldError> Validate(HostAccessPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var errors = new FieldErrors();
        var spec = policy.Spec;
        Names.CheckLabel(policy.Metadata.Name, "metadata.name", errors);
        if (Reserved.Contains(policy.Metadata.Name))
            errors.Add("metadata.name", $"{Names.Quote(policy.Metadata.Name!)} is the name of a level of Pod Security, and reserved", "choose another name");
        if (AllowsNothing(spec))
            errors.Add("spec", "allows nothing", "write what pods may take, such as hostNetwork: true, or delete the policy");
        HostPortsValidation.Check(spec.HostPorts, "spec.hostPorts", errors);
        HostPathsValidation.Check(spec.HostPaths, "spec.hostPaths", errors);
        CapabilitiesValidation.Check(spec, errors);
        HugePagesValidation.Check(spec.HugePages, "spec.hugePages", errors);
        CheckEach(spec.ProcMounts, "spec.procMounts", Only("Unmasked"), "Unmasked is the only way to mount /proc besides Default", errors);
        CheckEach(spec.SeccompProfiles, "spec.seccompProfiles", Only("Unconfined"), "Unconfined is the only type besides RuntimeDefault and Localhost", errors);
        CheckEach(spec.AppArmorProfiles, "spec.appArmorProfiles", Only("Unconfined"), "Unconfined is the only type besides RuntimeDefault and Localhost", errors);
        CheckEach(spec.Sysctls, "spec.sysctls", Sysctl().IsMatch, "write the name with dots, such as net.core.somaxconn; a star at the end stands for any ending", errors);
        CheckEach(spec.ProbeHosts, "spec.probeHosts", ProbeHost().IsMatch, "write a host name or address, such as 127.0.0.1, or a single star", errors);
        CheckEach(spec.ExtendedResources, "spec.extendedResources", Resource().IsMatch, "write domain/name, such as dune.daq/flxcard-apa001 or dune.daq/flxcard-*", errors);
        foreach (var (names, field) in SeLinux(spec))
            CheckEach(names, field, SeLinuxName().IsMatch, "write lower case letters, digits and underscores, such as spc_t", errors);
        return errors.All;
    }

    private static bool AllowsNothing(HostAccessPolicySpec spec) =>
        PolicyGrants.Of(spec) is { Exact.Count: 0, Prefixes.Count: 0 };

    private static Predicate<string> Only(string value) => name => name == value;

    private static IEnumerable<(IReadOnlyList<string> Names, string Field)> SeLinux(HostAccessPolicySpec spec) => spec.SeLinux is { } allowed
        ? [(allowed.Users, "spec.seLinux.users"), (allowed.Roles, "spec.seLinux.roles"), (allowed.Types, "spec.seLinux.types")]
        : [];

    private static void CheckEach(IReadOnlyList<string> values, string field, Predicate<string> isRight, string advice, FieldErrors errors) =>
        Names.CheckSet(values, MaxList, field, errors, (value, path, found) =>
        {
            if (value is null || value.Length > 253 || !isRight(value))
                found.Add(path, $"{Names.Quote(value ?? "")} is not allowed here", advice);
        });

    [GeneratedRegex(Patterns.SysctlPattern)]
    private static partial Regex Sysctl();

    [GeneratedRegex(Patterns.ProbeHost)]
    private static partial Regex ProbeHost();

    [GeneratedRegex(Patterns.ResourcePattern)]
    private static partial Regex Resource();

    [GeneratedRegex(Patterns.SeLinuxName)]
    private static partial Regex SeLinuxName();
}

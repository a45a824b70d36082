using System.Globalization;
using CsCheck;
using KubeDaq.Api.HostAccess.Compiling;
using KubeDaq.Api.HostAccess.Granting;
using KubeDaq.Api.HostAccess.Needs;
using KubeDaq.Api.Tests.HostAccess.Generating;
using static KubeDaq.Api.Tests.HostAccess.Generating.Sometimes;

namespace KubeDaq.Api.Tests.HostAccess.Compiling;

public sealed class NeedClassesTests
{
    private static readonly Gen<string> Path = One("/", "/data", "/data/", "/data/raw", "/data/raw/run", "/database", "/dev/vfio/7", "/etc");

    private static readonly Gen<string> Need = Gen.OneOf(
        One(
            Words.HostNetwork, Words.HostPid, Words.HostIpc, Words.HostProcess, Words.Privileged, "hugepages-1Gi", "hugepages-2Mi", "capability IPC_LOCK", "capability SYS_ADMIN", "capability ALL",
            "sysctl kernel.msgmax", "sysctl kernelx", "sysctl net.core.somaxconn", "probe host 127.0.0.1", "probe host example", "resource dune.daq/flxcard-apa001", "resource dune.daq/other",
            "resource example.com/gpu", "resource example.com/gpu2", "seLinuxOptions.type spc_t", "procMount Unmasked", "seccompProfile Unconfined"),
        Path.Select(path => Words.HostPath + path),
        Path.Select(path => Words.ReadOnlyHostPath + path),
        Path.Select(path => Words.BackwardHostPath + path),
        Gen.OneOf(Gen.Int[1, 65535], One(1, 21, 22, 23, 29999, 30000, 30999, 31000, 32000, 32001, 65535)).Select(port => Words.HostPort + port));

    [Fact]
    public void A_policy_allows_a_need_if_it_allows_its_class() => Gen.Select(PolicyGen.Set(6), Need).Sample((policies, need) =>
    {
        var all = policies.Select(policy => PolicyGrants.Of(policy.Spec)).ToList();
        var classes = NeedClasses.Of(all);
        Assert.All(all, grants => Assert.Equal(Allows(grants, need), classes.AllowedBy(grants).Contains(ClassOf(need, classes))));
    }, iter: 5_000);

    [Fact]
    public void What_no_policy_allows_has_no_class() =>
        Assert.Empty(ClassOf(Words.HostIpc, NeedClasses.Of([PolicyGrants.Of(new() { HostNetwork = true, HostPaths = [new() { Prefix = "/data" }] })])));

    private static bool Allows(PolicyGrants grants, string need) => grants.HasWord(need) && (Port(need) is not { } port || grants.HasPort(port));

    /// <summary>As the expression reads.</summary>
    private static string ClassOf(string need, NeedClasses classes) =>
        classes.Exact.Contains(need) ? need
        : Port(need) is { } port && classes.Ports.Count > 0 ? Words.HostPort + classes.Ports.Where(first => first <= port).Max()
        : classes.Prefixes.FirstOrDefault(prefix => need.StartsWith(prefix, StringComparison.Ordinal)) ?? "";

    private static int? Port(string need) =>
        need.StartsWith(Words.HostPort, StringComparison.Ordinal) ? int.Parse(need[Words.HostPort.Length..], CultureInfo.InvariantCulture) : null;
}

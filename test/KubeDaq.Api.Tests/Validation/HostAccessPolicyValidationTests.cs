using CsCheck;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Tests.HostAccess.Generating;
using KubeDaq.Api.Validation;

namespace KubeDaq.Api.Tests.Validation;

public sealed class HostAccessPolicyValidationTests
{
    private static readonly HostAccessPolicySpec Good = new() { HostNetwork = true };

    public static TheoryData<string, HostAccessPolicySpec> Wrong => new()
    {
        { "spec", new() },
        { "spec", new() { AllowPrivilegeEscalation = false } },
        { "spec.hostPorts[0].max", Good with { HostPorts = [new() { Min = 32000, Max = 30000 }] } },
        { "spec.hostPorts[1].min", Good with { HostPorts = [new() { Min = 1, Max = 2 }, new() { Min = 0, Max = 2 }] } },
        { "spec.hostPorts[0].max", Good with { HostPorts = [new() { Min = 1, Max = 70000 }] } },
        { "spec.hostPaths[0].prefix", Good with { HostPaths = [new() { Prefix = "data/raw" }] } },
        { "spec.hostPaths[0].prefix", Good with { HostPaths = [new() { Prefix = "/data/../etc" }] } },
        { "spec.hostPaths[0].prefix", Good with { HostPaths = [new() { Prefix = "/data/" }] } },
        { "spec.hostPaths[0].prefix", Good with { HostPaths = [new() { Prefix = "/data\n" }] } },
        { "spec.hostPaths[1]", Good with { HostPaths = [new() { Prefix = "/data" }, new() { Prefix = "/data", ReadOnly = false }] } },
        { "spec.capabilities[0]", Good with { Capabilities = ["IPC_LOK"] } },
        { "spec.capabilities[0]", Good with { Capabilities = ["CAP_IPC_LOCK"] } },
        { "spec.capabilities[1]", Good with { Capabilities = ["IPC_LOCK", "IPC_LOCK"] } },
        { "spec.allowPrivilegeEscalation", Good with { Privileged = true, AllowPrivilegeEscalation = false } },
        { "spec.allowPrivilegeEscalation", Good with { Capabilities = ["SYS_ADMIN"], AllowPrivilegeEscalation = false } },
        { "spec.procMounts[0]", Good with { ProcMounts = ["Default"] } },
        { "spec.seccompProfiles[0]", Good with { SeccompProfiles = ["RuntimeDefault"] } },
        { "spec.appArmorProfiles[0]", Good with { AppArmorProfiles = ["unconfined"] } },
        { "spec.seLinux.types[0]", Good with { SeLinux = new() { Types = ["spc t"] } } },
        { "spec.sysctls[0]", Good with { Sysctls = ["net.*.x"] } },
        { "spec.probeHosts[0]", Good with { ProbeHosts = ["a b"] } },
        { "spec.hugePages[0].size", Good with { HugePages = [new() { Size = "2M", Max = "1Gi" }] } },
        { "spec.hugePages[0].max", Good with { HugePages = [new() { Size = "2Mi", Max = "lots" }] } },
        { "spec.hugePages[0].max", Good with { HugePages = [new() { Size = "1Gi", Max = "512Mi" }] } },
        { "spec.extendedResources[0]", Good with { ExtendedResources = ["gpu"] } },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void What_is_wrong_is_told_with_its_field_and_what_to_write(string field, HostAccessPolicySpec spec)
    {
        var error = Assert.Single(HostAccessPolicyValidation.Validate(Policy("p", spec)));
        Assert.Equal(field, error.Field);
        Assert.NotEmpty(error.Advice);
    }

    [Theory]
    [InlineData("baseline")]
    [InlineData("restricted")]
    [InlineData("Not A Name")]
    public void Names_that_are_reserved_or_no_names_are_refused(string name) =>
        Assert.Equal("metadata.name", Assert.Single(HostAccessPolicyValidation.Validate(Policy(name, Good))).Field);

    [Fact]
    public void A_misspelt_capability_is_answered_with_the_one_that_was_meant() =>
        Assert.Equal("did you mean IPC_LOCK?", Assert.Single(HostAccessPolicyValidation.Validate(Policy("p", Good with { Capabilities = ["ipc_lock"] }))).Advice);

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var spec = new HostAccessPolicySpec { Capabilities = ["X"], HostPorts = [new() { Min = 2, Max = 1 }], HostPaths = [new() { Prefix = "x" }] };
        Assert.Equal(3, HostAccessPolicyValidation.Validate(Policy("p", spec)).Count);
    }

    [Fact]
    public void A_policy_that_says_something_sensible_is_taken() => PolicyGen.Set(3).Sample(policies =>
        Assert.All(policies, policy => Assert.DoesNotContain(HostAccessPolicyValidation.Validate(policy), error => error.Problem != "allows nothing"
            && !(error.Field == "spec.allowPrivilegeEscalation" && policy.Spec.Capabilities.Contains("SYS_ADMIN")))), iter: 500);

    private static HostAccessPolicy Policy(string name, HostAccessPolicySpec spec) => new() { Metadata = new ObjectMeta { Name = name }, Spec = spec };
}

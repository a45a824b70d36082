using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using CsCheck;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Compiling;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Tests.HostAccess.Generating;
using KubeDaq.Api.Yaml;

namespace KubeDaq.Api.Tests.HostAccess.Compiling;

public sealed class HostAccessCompilerTests
{
    private static readonly Dictionary<string, string> Units = new() { ["dune.daq/flxcard-apa003-data0"] = "apa003" };

    /// <summary>KUBEDAQ_REWRITE=1 writes the file anew.</summary>
    [Fact]
    public void A_set_is_compiled_to_the_objects_in_the_file()
    {
        var file = Path.Combine(Folder(), "compiled.yaml");
        var objects = HostAccessCompiler.Compile([Network(), Readout()], HostAccessMode.Deny, Units).Objects;
        var text = string.Join("---\n", objects.Select(value => YamlText.Write(value)));
        if (Environment.GetEnvironmentVariable("KUBEDAQ_REWRITE") == "1")
            File.WriteAllText(file, text);
        Assert.Equal(File.ReadAllText(file), text);
    }

    [Fact]
    public void The_compiled_policy_holds_the_set_it_was_made_from() => PolicyGen.Set(5).Sample(policies =>
    {
        var compiled = CompiledSet.Read(HostAccessCompiler.Compile(policies, HostAccessMode.Deny, Units).Objects[0])!;
        Assert.Equal(Units, compiled.Units);
        Assert.Equal(policies.Select(Text).Order(StringComparer.Ordinal), compiled.Policies.Select(Text).Order(StringComparer.Ordinal));
        Assert.True(JsonNode.DeepEquals(
            HostAccessCompiler.Compile(policies, HostAccessMode.Deny, Units).Objects[0], HostAccessCompiler.Compile(compiled.Policies, HostAccessMode.Deny, compiled.Units).Objects[0]));
    }, iter: 300);

    [Theory]
    [InlineData(HostAccessMode.Deny, "Deny,Audit")]
    [InlineData(HostAccessMode.Warn, "Warn,Audit")]
    [InlineData(HostAccessMode.Audit, "Audit")]
    public void The_stage_is_said_by_the_bindings(HostAccessMode mode, string actions)
    {
        var bindings = HostAccessCompiler.Compile([Network()], mode, Units).Objects.Where(value => (string?)value["kind"] == "ValidatingAdmissionPolicyBinding").ToList();
        Assert.Equal(2, bindings.Count);
        Assert.All(bindings, binding => Assert.Equal(actions, string.Join(',', binding["spec"]!["validationActions"]!.AsArray().Select(action => (string?)action))));
    }

    [Fact]
    public void Without_any_policy_all_beyond_baseline_is_denied()
    {
        var compilation = HostAccessCompiler.Compile([], HostAccessMode.Deny, Units);
        Assert.Null(compilation.Refusal);
        Assert.Equal(
            "(oldObject != null && variables.unchanged) || variables.taken.size() == 0 || (has(request.userInfo.groups) && 'dune.daq:host-access-break-glass' in request.userInfo.groups)",
            (string?)compilation.Objects[0]["spec"]!["validations"]![0]!["expression"]);
        Assert.EndsWith(".filter(r, r.needs.size() > 0).size() > 0", (string?)compilation.Objects[0]["spec"]!["matchConditions"]![0]!["expression"], StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_a_policy_cannot_leave_its_literal()
    {
        var spec = new HostAccessPolicySpec { HostPaths = [new() { Prefix = @"/data/'] || true || n in ['\" }] };
        var fitting = HostAccessCompiler.Compile([Policy("p", spec)], HostAccessMode.Deny, Units).Objects[0]["spec"]!["variables"]!.AsArray()
            .Single(variable => (string?)variable!["name"] == "fitting")!;
        Assert.Contains(@"'read-only hostPath /data/\'] || true || n in [\'\\'", (string?)fitting["expression"], StringComparison.Ordinal);
    }

    private static string Text(HostAccessPolicy policy) => policy.Metadata.Name + Serialization.Text(policy.Spec);

    private static HostAccessPolicy Network() => Policy("daq-network", new() { HostNetwork = true });

    private static HostAccessPolicy Readout() => Policy("daq-readout", new()
    {
        HostNetwork = true, HostPorts = [new() { Min = 30000, Max = 32000 }], Capabilities = ["IPC_LOCK"], HostPaths = [new() { Prefix = "/data/raw", ReadOnly = false }],
        HugePages = [new() { Size = "1Gi", Max = "16Gi" }], ExtendedResources = ["dune.daq/flxcard-*"], AllowPrivilegeEscalation = false,
    });

    private static HostAccessPolicy Policy(string name, HostAccessPolicySpec spec) => new() { Metadata = new ObjectMeta { Name = name, Generation = 1 }, Spec = spec };

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    private static class Serialization
    {
        public static string Text(HostAccessPolicySpec spec) => KubeDaq.Api.Serialization.KubeDaqJson.Write(new HostAccessPolicy { Spec = spec });
    }
}

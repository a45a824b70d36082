using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Migration;
using KubeDaq.Api.Reading;
using KubeDaq.Api.Tests.Reading;
using KubeDaq.Api.Yaml;

namespace KubeDaq.Api.Tests.HostAccess.Migration;

public sealed class PolicyMigrationTests
{
    private static readonly bool Rewrite = Environment.GetEnvironmentVariable("KUBEDAQ_REWRITE") == "1";

    public static TheoryData<string> Cases => [.. Directory.GetDirectories(Folder()).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    /// <summary>KUBEDAQ_REWRITE=1 writes what is expected anew.</summary>
    [Theory, MemberData(nameof(Cases))]
    public void A_case_gives_what_is_expected(string name)
    {
        var made = Convert(name);
        Compare(Path.Combine(Folder(), name, "expected.yaml"), made.ToYaml());
        Compare(Path.Combine(Folder(), name, "expected-warnings.txt"), string.Concat(made.Leftovers.Select(left => $"{left}\n")));
    }

    [Theory, MemberData(nameof(Cases))]
    public void What_is_made_can_be_applied(string name)
    {
        var made = Convert(name);
        foreach (var policy in made.Objects.Where(one => (string?)one.Value["kind"] == nameof(HostAccessPolicy)))
            Assert.Empty(Manifests.Read(YamlText.Write(policy.Value)).Errors);
        Assert.Equal(made.Objects.Count, YamlText.Read(made.ToYaml()).Count);
    }

    [Theory, MemberData(nameof(Cases))]
    public void What_is_left_over_stands_in_the_file_too(string name)
    {
        var made = Convert(name);
        var text = made.ToYaml();
        var kept = made.Objects.SelectMany(one => one.Comments).Where(line => line.StartsWith("From ", StringComparison.Ordinal)).Select(line => line[5..^1]).ToHashSet();
        Assert.All(made.Leftovers.Where(left => kept.Contains(left.Source) && left.Field.Length > 0), left => Assert.Contains(left.What, text));
    }

    [Theory, MemberData(nameof(Cases))]
    public void No_change_of_the_input_breaks_the_conversion_or_what_it_writes(string name)
    {
        var random = new Random(1);
        for (var i = 0; i < 60; i++)
        {
            IReadOnlyList<JsonObject> changed = [.. Input(name)];
            foreach (var value in changed)
                TreeMutations.Apply(value, random);
            var made = PolicyMigration.Convert(changed);
            Assert.Equal(made.Objects.Count, YamlText.Read(made.ToYaml()).Count);
        }
    }

    [Fact]
    public void A_value_cannot_end_its_comment()
    {
        JsonObject policy = new()
        {
            ["kind"] = "PodSecurityPolicy",
            ["metadata"] = new JsonObject { ["name"] = "p" },
            ["spec"] = new JsonObject { ["hostNetwork"] = true, ["requiredDropCapabilities"] = new JsonArray("KILL\nkind: Evil") },
        };
        Assert.DoesNotContain("\nkind: Evil", PolicyMigration.Convert([policy]).ToYaml());
    }

    [Fact]
    public void Other_objects_are_not_concerned() =>
        Assert.False(PolicyMigration.Concerns([new JsonObject { ["kind"] = "Deployment" }, []]));

    private static MigratedPolicies Convert(string name) => PolicyMigration.Convert([.. Input(name)]);

    private static IEnumerable<JsonObject> Input(string name) => YamlText.Read(File.ReadAllText(Path.Combine(Folder(), name, "input.yaml"))).Cast<JsonObject>();

    private static void Compare(string file, string text)
    {
        if (Rewrite)
            File.WriteAllText(file, text);
        Assert.Equal(File.ReadAllText(file), text);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Cases");
}

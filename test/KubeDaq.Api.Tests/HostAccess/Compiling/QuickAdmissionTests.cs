using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Compiling;
using KubeDaq.Api.HostAccess.Granting;
using KubeDaq.Api.Meta;

namespace KubeDaq.Api.Tests.HostAccess.Compiling;

public sealed class QuickAdmissionTests
{
    private const int Check = 350_000;

    [Theory]
    [InlineData(1_000_000, 2)]
    [InlineData((2 * Check) - 1, 1)]
    [InlineData(Check - 1, 0)]
    [InlineData(-1, 0)]
    public void As_many_policies_are_asked_for_as_the_expression_has_room_for(long room, int checks) =>
        Assert.Equal(checks, Condition(room).Split(".check('use')").Length - 1);

    [Fact]
    public void A_condition_names_no_variable_which_the_API_server_would_refuse() =>
        Assert.DoesNotContain("variables.", Condition(1_000_000), StringComparison.Ordinal);

    private static string Condition(long room)
    {
        var policy = new HostAccessPolicy
        {
            Metadata = new ObjectMeta { Name = "p" },
            Spec = new() { HostNetwork = true, HostPaths = [new() { Prefix = "/data" }], HugePages = [new() { Size = "1Gi", Max = "16Gi" }], AllowPrivilegeEscalation = false },
        };
        var ranked = PolicySet.Of([policy]).Ranked;
        return QuickAdmission.Condition(ranked, NeedClasses.Of(ranked.Select(one => one.Grants)), room);
    }
}

using System.Text;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Logs;

namespace KubeDaq.Sandbox.Tests.Logs;

public sealed class LogTextTests
{
    private static readonly LogLine[] Lines = [.. new[]
    {
        "2026-11-24T07:00:00.000000000Z stdout F one",
        "2026-11-24T07:00:01.000000000Z stdout P tw",
        "2026-11-24T07:00:01.000000000Z stdout F o",
        "2026-11-24T07:00:02.000000000Z stderr F three four",
    }.Select(row => LogLine.Parse(row)!.Value)];

    [Fact]
    public void Parts_of_a_line_are_joined() => Assert.Equal("one\ntwo\nthree four\n", Text(new()));

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "three four\n")]
    [InlineData(2, "two\nthree four\n")]
    [InlineData(9, "one\ntwo\nthree four\n")]
    public void The_tail_counts_whole_lines(int count, string text) => Assert.Equal(text, Text(new() { TailLines = count }));

    [Fact]
    public void Times_stand_before_lines_not_before_their_parts() => Assert.Equal(
        "2026-11-24T07:00:01.000000000Z two\n2026-11-24T07:00:02.000000000Z three four\n",
        Text(new() { Timestamps = true, Since = new(2026, 11, 24, 7, 0, 1, TimeSpan.Zero) }));

    [Fact]
    public void The_limit_cuts_in_the_middle() => Assert.Equal("one\ntw", Text(new() { LimitBytes = 6 }));

    [Theory]
    [InlineData("{spec: {containers: [{name: a}, {name: b}]}}", null, "a container name must be specified for pod p, choose one of: [a b]")]
    [InlineData("{spec: {containers: [{name: a}]}}", "x", "container x is not valid for pod p")]
    [InlineData("{spec: {containers: [{name: a}]}}", null, "container \"a\" in pod \"p\" is waiting to start: ContainerCreating")]
    public void What_cannot_be_read_is_told_in_kubernetes_words(string pod, string? container, string message)
    {
        var value = TestObjects.Parse(pod);
        value["metadata"] = TestObjects.Parse("{name: p}");
        Assert.Equal(message, Assert.Throws<StatusException>(() => LogSource.Find(value, new() { Container = container })).Message);
    }

    [Theory]
    [InlineData("{restartCount: 2, state: {running: {}}, lastState: {terminated: {}}}", false, 2)]
    [InlineData("{restartCount: 2, state: {running: {}}, lastState: {terminated: {}}}", true, 1)]
    [InlineData("{restartCount: 2, state: {waiting: {}}, lastState: {terminated: {}}}", true, 2)]
    public void The_run_follows_from_the_restarts(string status, bool previous, long run)
    {
        var pod = TestObjects.Parse($"{{metadata: {{name: p}}, spec: {{containers: [{{name: a}}]}}, status: {{containerStatuses: [{status.Insert(1, "name: a, ")}]}}}}");
        Assert.Equal(run, LogSource.Find(pod, new() { Previous = previous }).Run);
    }

    private static string Text(LogQuery query)
    {
        var text = new LogText(query);
        return string.Concat(text.Choose(Lines).TakeWhile(_ => !text.IsFull).Select(line => Encoding.UTF8.GetString(text.Write(line))));
    }
}

"use strict";
(function () {
  const data = JSON.parse(document.getElementById("report-data").textContent);
  const root = document.documentElement;
  const charts = [];
  const format = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const short = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });
  const money = (v) => (v > 0 ? "+" : v < 0 ? "−" : "") + format.format(Math.abs(v));
  const axisMoney = (v) => (v < 0 ? "−" : "") + short.format(Math.abs(v));
  const colour = (name) => getComputedStyle(root).getPropertyValue("--" + name).trim();

  function base() {
    return {
      useUTC: true,
      animation: false,
      textStyle: { color: colour("ink"), fontFamily: "system-ui, sans-serif" },
      grid: { left: 8, right: 18, top: 34, bottom: 8, containLabel: true },
      tooltip: {
        trigger: "axis", backgroundColor: colour("panel"), borderColor: colour("line"), textStyle: { color: colour("ink") }, confine: true
      },
      legend: { top: 0, left: 0, itemHeight: 10, textStyle: { color: colour("soft") } }
    };
  }

  function valueAxis(extra) {
    return Object.assign({
      type: "value", axisLabel: { color: colour("soft"), formatter: axisMoney }, splitLine: { lineStyle: { color: colour("line") } }
    }, extra);
  }

  function categoryAxis(extra) {
    return Object.assign({
      type: "category", axisLabel: { color: colour("soft") }, axisLine: { lineStyle: { color: colour("line") } }, axisTick: { show: false }
    }, extra);
  }

  function equity(series) {
    const option = base();
    option.xAxis = {
      type: "time",
      axisLabel: { color: colour("soft"), hideOverlap: true, formatter: { day: "{bold|{MM}-{dd}}", hour: "{HH}:{mm}" },
        rich: { bold: { fontWeight: "bold", color: colour("soft") } } },
      axisLine: { lineStyle: { color: colour("line") } }, splitLine: { show: false }
    };
    option.yAxis = valueAxis({});
    option.tooltip.valueFormatter = (v) => money(v) + " " + data.currency;
    option.series = series.map((one) => ({
      name: one.name, type: "line", showSymbol: false, step: "end", data: data.equity[one.key] || [],
      lineStyle: { width: 2, type: one.dash }, color: colour(one.colour)
    }));
    return option;
  }

  function waterfall() {
    const option = base();
    const steps = data.waterfall;
    let level = 0;
    const bars = steps.map((step, i) => {
      const from = step.total ? 0 : level;
      const to = step.total ? step.value : level + step.value;
      level = to;
      return { value: [i, from, to, step.value, step.total ? 1 : 0] };
    });
    option.legend = undefined;
    option.grid.top = 24;
    option.tooltip = Object.assign(option.tooltip, {
      trigger: "item", formatter: (p) => steps[p.dataIndex].label + ": " + money(steps[p.dataIndex].value) + " " + data.currency
    });
    option.xAxis = categoryAxis({ data: steps.map((s) => s.label), axisLabel: { color: colour("soft"), interval: 0 } });
    option.yAxis = valueAxis({});
    option.series = [{
      type: "custom",
      dimensions: ["step", "from", "to", "value", "total"],
      encode: { x: 0, y: [1, 2] },
      data: bars,
      renderItem: function (params, api) {
        const at = api.coord([api.value(0), api.value(1)]);
        const to = api.coord([api.value(0), api.value(2)]);
        const width = api.size([1, 0])[0] * 0.56;
        const value = api.value(3);
        const fill = api.value(4) ? colour("soft") : value >= 0 ? colour("c1") : colour("c3");
        const top = Math.min(at[1], to[1]);
        const bar = {
          type: "rect", shape: { x: at[0] - width / 2, y: top, width: width, height: Math.max(1, Math.abs(at[1] - to[1])) },
          style: { fill: fill }
        };
        const text = {
          type: "text",
          style: { text: money(value), x: at[0], y: top - 5, textAlign: "center", textVerticalAlign: "bottom", fill: colour("ink"), fontSize: 12 }
        };
        const children = [bar, text];
        if (params.dataIndex + 1 < bars.length) {
          children.push({
            type: "line", style: { stroke: colour("soft"), lineDash: [3, 3] },
            shape: { x1: at[0] + width / 2, y1: to[1], x2: at[0] - width / 2 + api.size([1, 0])[0], y2: to[1] }
          });
        }
        return { type: "group", children: children };
      }
    }];
    return option;
  }

  function pairs() {
    const option = base();
    const names = data.pairs.names;
    option.tooltip.axisPointer = { type: "shadow" };
    option.tooltip.valueFormatter = (v) => money(v) + " " + data.currency;
    option.xAxis = valueAxis({});
    option.yAxis = categoryAxis({ data: names, inverse: true });
    const colours = ["c1", "c6", "c3", "c2", "c4", "c5"];
    option.series = data.pairs.causes.map((cause, i) => ({
      name: cause.label, type: "bar", stack: "causes", barMaxWidth: 34, color: colour(colours[i % colours.length]), data: cause.values
    }));
    option.series.push({
      name: "Net P&L", type: "scatter", symbol: "diamond", symbolSize: 13, data: data.pairs.net, z: 5,
      itemStyle: { color: colour("ink"), borderColor: colour("bg"), borderWidth: 1.5 }
    });
    return option;
  }

  function histogram() {
    const option = base();
    const edges = data.histogram.edges;
    option.legend = undefined;
    option.grid.top = 12;
    option.tooltip.axisPointer = { type: "shadow" };
    option.tooltip.formatter = (p) => {
      const i = p[0].dataIndex;
      return money(edges[i]) + " to " + money(edges[i + 1]) + ": " + p[0].value;
    };
    option.xAxis = categoryAxis({
      data: data.histogram.counts.map((unused, i) => axisMoney((edges[i] + edges[i + 1]) / 2)),
      axisLabel: { color: colour("soft"), hideOverlap: true }
    });
    option.yAxis = valueAxis({ minInterval: 1 });
    option.series = [{
      type: "bar", barCategoryGap: "8%",
      data: data.histogram.counts.map((count, i) => ({
        value: count, itemStyle: { color: (edges[i] + edges[i + 1]) / 2 >= 0 ? colour("c1") : colour("c3") }
      }))
    }];
    return option;
  }

  function means() {
    const option = base();
    const rows = data.means.filter((row) => row.mean !== undefined);
    option.legend = undefined;
    option.grid.top = 12;
    option.tooltip = Object.assign(option.tooltip, {
      trigger: "item", formatter: (p) => {
        const row = rows[p.dataIndex];
        return row.name + ": " + money(row.mean) + " (" + money(row.low) + " to " + money(row.high) + ")";
      }
    });
    option.xAxis = valueAxis({});
    option.yAxis = categoryAxis({ data: rows.map((row) => row.name), inverse: true });
    option.series = [{
      type: "custom", encode: { x: [1, 2, 3, 4], y: 0 }, data: rows.map((row, i) => [i, row.low, row.mean, row.high, 0]),
      renderItem: function (params, api) {
        const low = api.coord([api.value(1), api.value(0)]);
        const mean = api.coord([api.value(2), api.value(0)]);
        const high = api.coord([api.value(3), api.value(0)]);
        const stroke = colour(params.dataIndex === 0 ? "c1" : "c2");
        const bar = (x) => ({
          type: "line", shape: { x1: x, y1: low[1] - 9, x2: x, y2: low[1] + 9 }, style: { stroke: stroke, lineWidth: 2 }
        });
        return {
          type: "group",
          children: [
            { type: "line", shape: { x1: low[0], y1: low[1], x2: high[0], y2: low[1] }, style: { stroke: stroke, lineWidth: 3 } },
            bar(low[0]), bar(high[0]),
            { type: "circle", shape: { cx: mean[0], cy: mean[1], r: 6 }, style: { fill: stroke } },
            { type: "text", style: { text: money(rows[params.dataIndex].mean), x: mean[0], y: mean[1] - 14, textAlign: "center",
              textVerticalAlign: "bottom", fill: colour("ink"), fontSize: 12 } }
          ]
        };
      }
    }, {
      type: "line", data: [], markLine: { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: colour("soft"), type: "solid" },
        data: [{ xAxis: 0 }] }
    }];
    return option;
  }

  const options = {
    "chart-equity": () => equity([
      { name: "strategy", key: "live", colour: "c1", dash: "solid" },
      { name: "z-score rule, no model", key: "baseline", colour: "c2", dash: "dashed" }]),
    "chart-frictionless": () => equity([
      { name: "frictionless", key: "frictionless", colour: "c5", dash: "solid" },
      { name: "strategy", key: "live", colour: "c1", dash: "solid" }]),
    "chart-waterfall": waterfall,
    "chart-pairs": pairs,
    "chart-histogram": histogram,
    "chart-means": means
  };

  function draw() {
    charts.splice(0).forEach((chart) => chart.dispose());
    document.getElementById("chart-pairs").style.height = 90 + 56 * data.pairs.names.length + "px";
    Object.keys(options).forEach((id) => {
      const chart = echarts.init(document.getElementById(id), null, { renderer: "svg" });
      chart.setOption(options[id]());
      charts.push(chart);
    });
    scalable();
  }

  // With a view box a drawing fits any width that paper leaves it.
  function scalable() {
    charts.forEach((chart) => {
      const svg = chart.getDom().querySelector("svg");
      svg.setAttribute("viewBox", "0 0 " + chart.getWidth() + " " + chart.getHeight());
    });
  }

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  function theme(name) {
    root.dataset.theme = name;
    draw();
  }

  document.getElementById("theme").addEventListener("click", () => theme(root.dataset.theme === "dark" ? "light" : "dark"));
  dark.addEventListener("change", () => theme(dark.matches ? "dark" : "light"));
  window.addEventListener("resize", () => {
    charts.forEach((chart) => chart.resize());
    scalable();
  });

  // Paper is white, whatever the screen is.
  let screen = "light";
  window.addEventListener("beforeprint", () => {
    screen = root.dataset.theme;
    theme("light");
  });
  window.addEventListener("afterprint", () => theme(screen));

  document.querySelectorAll("table.sortable").forEach((table) => {
    table.querySelectorAll("th").forEach((th, column) => {
      th.tabIndex = 0;
      const sort = () => {
        const ascending = th.getAttribute("aria-sort") !== "ascending";
        const key = (row) => {
          const cell = row.cells[column];
          return cell.dataset.k === undefined ? cell.textContent : Number(cell.dataset.k);
        };
        const rows = Array.from(table.tBodies[0].rows);
        rows.sort((a, b) => {
          const x = key(a);
          const y = key(b);
          const order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y));
          return ascending ? order : -order;
        });
        table.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
        th.setAttribute("aria-sort", ascending ? "ascending" : "descending");
        rows.forEach((row) => table.tBodies[0].appendChild(row));
      };
      th.addEventListener("click", sort);
      th.addEventListener("keydown", (event) => { if (event.key === "Enter") { sort(); } });
    });
  });

  theme(dark.matches ? "dark" : "light");
})();

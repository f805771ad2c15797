// A timeline to zoom into. The drawing of the server stays where this does not run.
import uPlot from 'uplot'

const place = document.querySelector('#plot[data-timeline]')
if (place) draw().catch(() => {})

const seconds = period => Date.parse(period.length === 4 ? `${period}-01-01` : period.length === 7 ? `${period}-01` : period) / 1000

async function draw() {
  const response = await fetch(place.dataset.timeline)
  if (!response.ok) return
  const { unit, points } = await response.json()
  if (points.length < 2) return
  const style = getComputedStyle(document.documentElement)
  const colour = (name, alpha = 1) => `rgb(${style.getPropertyValue(name).trim()} / ${alpha})`
  const language = document.documentElement.lang
  const shown = unit === 'day' ? { dateStyle: 'medium' } : unit === 'month' ? { month: 'long', year: 'numeric' } : { year: 'numeric' }
  const format = new Intl.DateTimeFormat(language, { ...shown, timeZone: 'UTC' })
  const ticks = new Intl.DateTimeFormat(language, { ...(unit === 'day' ? { day: 'numeric', month: 'short' } : unit === 'month' ? { month: 'short', year: 'numeric' } : shown), timeZone: 'UTC' })
  const axis = { stroke: colour('--faint'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line') } }
  place.classList.add('plotted')
  const plot = new uPlot({
    width: place.clientWidth,
    height: 150,
    tzDate: stamp => uPlot.tzDate(new Date(stamp * 1000), 'UTC'),
    cursor: { y: false },
    series: [
      { value: (_, stamp) => stamp == null ? '–' : format.format(stamp * 1000), label: place.dataset.time },
      {
        label: place.dataset.label,
        stroke: colour('--link'),
        fill: colour('--link', 0.5),
        width: 1,
        paths: uPlot.paths.bars({ size: [0.8, 40] }),
        points: { show: false },
        value: (_, count) => count ?? '–'
      }
    ],
    // Bars stand around their period and on the ground.
    scales: { x: { range: (_, from, to) => [from - (to - from) / 40, to + (to - from) / 40] }, y: { range: (_, __, most) => [0, most * 1.05] } },
    axes: [{ ...axis, space: 90, values: (_, splits) => splits.map(stamp => ticks.format(stamp * 1000)) }, { ...axis, size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 50000] }]
  }, [points.map(point => seconds(point.value)), points.map(point => point.count)], place)
  addEventListener('resize', () => plot.setSize({ width: place.clientWidth, height: 150 }))
  // A period that is pressed opens its search.
  place.addEventListener('dblclick', () => {
    const point = points[plot.cursor.idx ?? -1]
    if (!point) return
    const address = new URL(place.dataset.search, location.origin)
    address.searchParams.set('since', point.value)
    address.searchParams.set('until', point.value)
    location.assign(address)
  })
}

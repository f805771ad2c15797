// The network of actors, drawn. The table below it says the same without script.
import cytoscape from 'cytoscape'

const place = document.querySelector('#graph[data-network]')
if (place) draw().catch(() => { place.hidden = true })

async function draw() {
  const response = await fetch(place.dataset.network)
  if (!response.ok) return
  const { nodes, edges } = await response.json()
  if (nodes.length < 2) return
  place.hidden = false
  const style = getComputedStyle(document.documentElement)
  const colour = name => `rgb(${style.getPropertyValue(name).trim().split(/\s+/).join(',')})`
  const known = new Set(nodes.map(node => node.id))
  const most = Math.max(...nodes.map(node => node.count))
  const drawn = cytoscape({
    container: place,
    elements: [
      ...nodes.map(node => ({ data: { id: String(node.id), name: node.name, size: 14 + 26 * Math.sqrt(node.count / most) } })),
      ...edges.filter(edge => known.has(edge.source) && known.has(edge.target)).map((edge, n) => ({
        data: { id: `e${n}`, source: String(edge.source), target: String(edge.target), class: edge.type, width: Math.min(8, 1 + Math.log2(edge.count + 1)) }
      }))
    ],
    style: [
      { selector: 'node', style: { 'background-color': colour('--link'), width: 'data(size)', height: 'data(size)', label: 'data(name)', color: colour('--ink'), 'font-size': 11, 'text-valign': 'bottom', 'text-margin-y': 3, 'text-wrap': 'ellipsis', 'text-max-width': 130, 'text-background-color': colour('--soft'), 'text-background-opacity': 0.8 } },
      { selector: 'edge', style: { width: 'data(width)', 'line-color': colour('--edge'), 'target-arrow-color': colour('--edge'), 'target-arrow-shape': 'triangle', 'curve-style': 'bezier', opacity: 0.75 } },
      { selector: 'edge:selected', style: { label: 'data(class)', color: colour('--ink'), 'font-size': 10, 'line-color': colour('--link'), 'target-arrow-color': colour('--link') } },
      { selector: 'node:selected', style: { 'border-width': 3, 'border-color': colour('--ink') } }
    ],
    layout: { name: 'cose', animate: false, randomize: false, nodeRepulsion: () => 9000, idealEdgeLength: () => 90, padding: 24 },
    minZoom: 0.3,
    maxZoom: 3,
    wheelSensitivity: 0.3
  })
  drawn.on('dbltap', 'node', event => location.assign(`/entities/${event.target.id()}`))
}

import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import { FullscreenOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { ProblemView } from '../parts/problem-view.tsx';
import './process-viewer.css';

/** How an element stands out. */
export interface ElementMark {
  state: 'done' | 'active' | 'incident' | 'terminated';
  /** Times visited; shown when more than one. */
  count?: number;
  /** Short text below the element, e.g. a duration. */
  note?: string;
  /** 0…1: how warm the heat is. */
  heat?: number;
  /** How many are at work in it now; shown as a token. */
  tokens?: number;
}

export interface ProcessViewerProps {
  xml: string;
  marks: Record<string, ElementMark>;
  /** Sequence flows taken. */
  flows: readonly string[];
  selected?: string | null;
  /** Element to bring into view; the diagram follows when it changes. */
  focus?: string | null | undefined;
  onSelect?: (elementId: string | null) => void;
  label: string;
}

interface Canvas {
  zoom: (scale: number | 'fit-viewport', center?: 'auto') => number;
  addMarker: (id: string, marker: string) => void;
  removeMarker: (id: string, marker: string) => void;
  scrollToElement: (element: object, padding: number) => void;
}
interface Overlays {
  add: (id: string, overlay: { position: object; html: HTMLElement }) => string;
  clear: () => void;
}
interface Registry {
  get: (id: string) => { id: string; type: string } | undefined;
  filter: (test: (element: { id: string; type: string }) => boolean) => object[];
  forEach: (visit: (element: { id: string }) => void) => void;
}

const MARKERS = [
  'done',
  'active',
  'incident',
  'terminated',
  'selected',
  'taken',
  'frame',
  'heat-1',
  'heat-2',
  'heat-3',
].map((name) => `qh-${name}`);

function badge(text: string, kind: string): HTMLElement {
  const node = document.createElement('span');
  node.className = `qh-overlay qh-overlay-${kind}`;
  node.textContent = text;
  return node;
}

/** Below this scale the names can't be read. */
const READABLE = 0.6;

/** The whole diagram where it can be read; else a readable part around the element in focus. */
function showWell(viewer: NavigatedViewer, focus: string | undefined): void {
  const canvas = viewer.get<Canvas>('canvas');
  if (canvas.zoom('fit-viewport', 'auto') >= READABLE) return;
  canvas.zoom(READABLE);
  const registry = viewer.get<Registry>('elementRegistry');
  const start = registry.filter((element) => element.type === 'bpmn:StartEvent')[0];
  const element = (focus === undefined ? undefined : registry.get(focus)) ?? start;
  if (element) canvas.scrollToElement(element, 120);
}

/** Draws marks, flows and the selection on an imported diagram. */
function decorate(viewer: NavigatedViewer, props: ProcessViewerProps): void {
  const canvas = viewer.get<Canvas>('canvas');
  const overlays = viewer.get<Overlays>('overlays');
  const registry = viewer.get<Registry>('elementRegistry');
  overlays.clear();
  registry.forEach((element) => MARKERS.forEach((marker) => canvas.removeMarker(element.id, marker)));
  for (const [id, mark] of Object.entries(props.marks)) {
    if (!registry.get(id)) continue;
    canvas.addMarker(id, `qh-${mark.state}`);
    if (registry.get(id)?.type === 'bpmn:SubProcess') canvas.addMarker(id, 'qh-frame');
    if (mark.heat !== undefined && mark.heat > 0) canvas.addMarker(id, `qh-heat-${Math.ceil(mark.heat * 3)}`);
    if (mark.count && mark.count > 1) {
      overlays.add(id, { position: { top: -10, right: 12 }, html: badge(`×${mark.count}`, 'count') });
    }
    if (mark.tokens) {
      overlays.add(id, { position: { top: -12, left: -10 }, html: badge(String(mark.tokens), 'token') });
    }
    if (mark.note) overlays.add(id, { position: { bottom: -2, left: 0 }, html: badge(mark.note, 'note') });
  }
  for (const flow of props.flows) if (registry.get(flow)) canvas.addMarker(flow, 'qh-taken');
  if (props.selected && registry.get(props.selected)) canvas.addMarker(props.selected, 'qh-selected');
}

/** A read-only BPMN diagram with the path that an instance took. The bpmn.io mark stays visible (its licence). */
export function ProcessViewer(props: ProcessViewerProps) {
  const { xml, onSelect, label } = props;
  const container = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<NavigatedViewer | null>(null);
  const [error, setError] = useState<unknown>(null);
  const focus = useRef(Object.keys(props.marks).find((id) => props.marks[id]?.state === 'active'));
  const select = useRef(onSelect);
  select.current = onSelect;

  useEffect(() => {
    const created = new NavigatedViewer({ container: container.current! });
    let alive = true;
    created.on('element.click', (event: { element: { id: string; type: string } }) => {
      const root = event.element.type === 'bpmn:Process' || event.element.type === 'bpmn:Collaboration';
      select.current?.(root ? null : event.element.id.replace(/_label$/, ''));
    });
    created.importXML(xml).then(
      () => {
        if (!alive) return;
        showWell(created, focus.current);
        setViewer(created);
      },
      (reason: unknown) => alive && setError(reason),
    );
    return () => {
      alive = false;
      setViewer(null);
      created.destroy();
    };
  }, [xml]);

  useEffect(() => {
    if (viewer) decorate(viewer, props);
  });

  const { focus: followed } = props;
  useEffect(() => {
    const element = followed ? viewer?.get<Registry>('elementRegistry').get(followed) : undefined;
    if (element) viewer?.get<Canvas>('canvas').scrollToElement(element, 120);
  }, [viewer, followed]);

  const zoom = (factor: number) => {
    const canvas = viewer?.get<Canvas & { zoom: () => number }>('canvas');
    if (canvas) canvas.zoom(canvas.zoom() * factor);
  };
  return (
    <div className="qh-process">
      {error ? <ProblemView error={error} /> : null}
      <div ref={container} className="qh-process-canvas" role="img" aria-label={label} data-testid="process-viewer" />
      <div className="qh-process-tools">
        <Button icon={<PlusOutlined />} aria-label="放大" onClick={() => zoom(1.25)} />
        <Button icon={<MinusOutlined />} aria-label="缩小" onClick={() => zoom(0.8)} />
        <Button
          icon={<FullscreenOutlined />}
          aria-label="看全图"
          onClick={() => viewer?.get<Canvas>('canvas').zoom('fit-viewport', 'auto')}
        />
      </div>
    </div>
  );
}

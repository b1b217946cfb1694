import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.join(__dirname, '../..');

/**
 * A new member of a union: the change of one file, and the folders that must then fail to compile.
 */
interface NewMember {
  readonly file: string;
  /** The text to replace, which is in the file once. */
  readonly before: string;
  readonly after: string;
  readonly layers: readonly string[];
}

const MEMBERS: Readonly<Record<string, NewMember>> = {
  'a kind of measure': {
    file: 'src/model/measure.ts',
    before: 'export type Measure = Count |',
    after: `export interface Conversion extends MeasureBase { readonly kind: 'conversion'; readonly at: string }
      export type Measure = Conversion | Count |`,
    layers: ['model', 'registry', 'plan', 'graphql'],
  },
  'a kind of definition': {
    file: 'src/model/definition.ts',
    before: 'export type Composite = Ratio |',
    after: `export interface Smoothed { readonly kind: 'smoothed'; readonly metric: string }
      export type Composite = Smoothed | Ratio |`,
    layers: ['model', 'registry', 'plan', 'graphql'],
  },
  'a kind of table source': {
    file: 'src/model/table.ts',
    before: 'export type TableSource = Relation |',
    after: `export interface Series { readonly kind: 'series'; readonly unit: string }
      export type TableSource = Series | Relation |`,
    layers: ['model', 'registry', 'sql'],
  },
  'a kind of condition': {
    file: 'src/model/condition.ts',
    before: 'export type Condition =',
    after: `export type Condition = | { readonly kind: 'less'; readonly column: string; readonly value: string }`,
    layers: ['model', 'registry', 'sql'],
  },
  'a kind of dimension rule': {
    file: 'src/model/condition.ts',
    before: 'export type DimensionRule =',
    after: `export type DimensionRule = | { readonly kind: 'less'; readonly dimension: string; readonly value: string }`,
    layers: ['model', 'plan'],
  },
  'a test of a value': {
    file: 'src/model/valueTest.ts',
    before: 'export type ValueTest =',
    after: `export type ValueTest = | { readonly kind: 'matches'; readonly pattern: string }`,
    layers: ['model', 'registry', 'plan', 'sql'],
  },
  'a kind of row rule': {
    file: 'src/model/role.ts',
    before: 'export type RowRule =',
    after: `export type RowRule = | { readonly kind: 'less'; readonly at: RowColumn; readonly value: string }`,
    layers: ['model', 'policy'],
  },
  'a kind of expression': {
    file: 'src/model/definition.ts',
    before: 'export type Expression =',
    after: `export type Expression = | { readonly kind: 'absolute'; readonly of: Expression }`,
    layers: ['model', 'registry', 'plan'],
  },
  'a kind of window': {
    file: 'src/model/measure.ts',
    before: 'export type Window =',
    after: `export type Window = | { readonly kind: 'next'; readonly next: number; readonly unit: Grain }`,
    layers: ['model', 'registry', 'plan'],
  },
  'a type of column': {
    file: 'src/model/table.ts',
    before: 'export const COLUMN_TYPES = [',
    after: `export const COLUMN_TYPES = ['json',`,
    layers: ['model', 'registry', 'policy', 'query'],
  },
  'a type of dimension': {
    file: 'src/model/dimensionForm.ts',
    before: 'export const DIMENSION_TYPES = [',
    after: `export const DIMENSION_TYPES = ['bins',`,
    layers: ['model', 'registry', 'query', 'sql', 'graphql'],
  },
  'a rule for coarser buckets': {
    file: 'src/model/registry.ts',
    before: 'export const OVER_TIMES = [',
    after: `export const OVER_TIMES = ['greatest',`,
    layers: ['plan', 'graphql'],
  },
  'a kind of unit': {
    file: 'src/model/registry.ts',
    before: 'export const UNIT_KINDS = [',
    after: `export const UNIT_KINDS = ['bytes',`,
    layers: ['answer', 'graphql'],
  },
  'a kind of movement': {
    file: 'src/model/measure.ts',
    before: 'export const MOVEMENTS = [',
    after: `export const MOVEMENTS = ['paused',`,
    layers: ['model', 'sql'],
  },
  'a kind of range': {
    file: 'src/query/query.ts',
    before: 'export type TimeRange =',
    after: `export type TimeRange = | { readonly kind: 'ever' }`,
    layers: ['query', 'answer'],
  },
  'a kind of comparison': {
    file: 'src/query/query.ts',
    before: 'export type Comparison =',
    after: `export type Comparison = | { readonly kind: 'best' } |`,
    layers: ['query'],
  },
  'a condition of a query on numbers': {
    file: 'src/query/query.ts',
    before: 'export type NumberCondition =',
    after: `export type NumberCondition = | { readonly kind: 'whole'; readonly metric: string }`,
    layers: ['sql'],
  },
  'a kind of reading': {
    file: 'src/plan/reading.ts',
    before: 'export type Reading =',
    after: `export interface ConversionReading extends ReadingBase {
        readonly kind: 'conversion'; readonly rows: Samples; readonly rangeTotal: Samples | null }
      export type Reading = | ConversionReading |`,
    layers: ['plan', 'sql'],
  },
  'a kind of rows of a scan': {
    file: 'src/plan/scan.ts',
    before: 'export type ScanRows =',
    after: `export type ScanRows = | { readonly kind: 'latest'; readonly at: string }`,
    layers: ['plan', 'sql', 'answer'],
  },
  'a kind of weight': {
    file: 'src/plan/reading.ts',
    before: 'export type Weight =',
    after: `export type Weight = | { readonly kind: 'ranks'; readonly by: string }`,
    layers: ['plan', 'sql'],
  },
  'a kind of presence': {
    file: 'src/plan/reading.ts',
    before: 'export type Presence =',
    after: `export type Presence = | { readonly kind: 'sketch'; readonly sketch: string }`,
    layers: ['plan', 'sql'],
  },
  'a kind of formula': {
    file: 'src/plan/plan.ts',
    before: 'export type Formula = (',
    after: `export type Formula = ( | { readonly kind: 'rank'; readonly reading: string }`,
    layers: ['sql', 'answer'],
  },
  'a kind in the catalog': {
    file: 'src/graphql/types/enums.ts',
    before: 'export const MetricKind = {',
    after: `export const MetricKind = { CONVERSION: 'CONVERSION',`,
    layers: ['graphql'],
  },
  'a status of a number': {
    file: 'src/answer/answer.ts',
    before: 'export type Status =',
    after: `export type Status = 'ESTIMATED' |`,
    layers: ['graphql'],
  },
};

/** A copy of `src/` in which one file at a time can change. */
class Copy {
  readonly directory = mkdtempSync(path.join(tmpdir(), 'metergate-kinds-'));
  private readonly files = new Map<string, ts.SourceFile | undefined>();
  private readonly options: ts.CompilerOptions;
  private readonly rootNames: readonly string[];
  private readonly unchanged: ts.Program;

  constructor() {
    cpSync(path.join(ROOT, 'src'), path.join(this.directory, 'src'), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(this.directory, 'node_modules'));
    const config = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile).config as object;
    const read = ts.parseJsonConfigFileContent({ ...config, include: ['src'] }, ts.sys, this.directory);
    this.options = { ...read.options, noEmit: true, skipLibCheck: true };
    this.rootNames = read.fileNames;
    this.unchanged = ts.createProgram(this.rootNames, this.options, this.host(null));
  }

  text(file: string): string {
    return readFileSync(path.join(this.directory, file), 'utf8');
  }

  /** The copy with another text in place of that of one file. It shares all else with the copy. */
  withText(file: string, text: string): ts.Program {
    const changed = { name: path.join(this.directory, file), text };
    return ts.createProgram(this.rootNames, this.options, this.host(changed), this.unchanged);
  }

  /**
   * The errors in the first file of a folder that only fails with the change; none if there is
   * none.
   */
  errorsIn(folder: string, changed: ts.Program): readonly string[] {
    const inside = path.join(this.directory, 'src', folder) + path.sep;
    for (const { fileName } of this.unchanged.getSourceFiles()) {
      if (!path.normalize(fileName).startsWith(inside)) continue;
      const errors = errorsOf(changed, fileName);
      if (errors.length > 0 && errorsOf(this.unchanged, fileName).length === 0) return errors;
    }
    return [];
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Every file is parsed once, but for the one that changes. */
  private host(changed: { readonly name: string; readonly text: string } | null): ts.CompilerHost {
    const host = ts.createCompilerHost(this.options, true);
    const parse = host.getSourceFile.bind(host);
    host.getSourceFile = (file, language) => {
      if (path.normalize(file) === changed?.name) return ts.createSourceFile(file, changed.text, language, true);
      if (!this.files.has(file)) this.files.set(file, parse(file, language));
      return this.files.get(file);
    };
    return host;
  }
}

function errorsOf(program: ts.Program, fileName: string): readonly string[] {
  const diagnostics = program.getSemanticDiagnostics(program.getSourceFile(fileName));
  return diagnostics.map(({ messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, ' ').slice(0, 120);
    return `${fileName.split('/src/').at(-1)}: ${text}`;
  });
}

let copy: Copy;
beforeAll(() => {
  copy = new Copy();
}, 300_000);
afterAll(() => copy.remove());

test.each(Object.entries(MEMBERS))(
  '%s fails to compile in each layer that must know it',
  (_, { file, before, after, layers }) => {
    const text = copy.text(file);
    expect(text.split(before)).toHaveLength(2);
    const changed = copy.withText(file, text.replace(before, after));
    const found = layers.map((layer) => ({ layer, errors: copy.errorsIn(layer, changed) }));
    const silent = found.filter(({ errors }) => errors.length === 0).map(({ layer }) => layer);
    expect({ silent, found: silent.length === 0 ? [] : found }).toEqual({ silent: [], found: [] });
  },
  300_000,
);

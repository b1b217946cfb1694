import type { Words } from './en';

/** The words of GraphiQL's page in Chinese. */
export const editorZh: Words['editor'] = {
  toConsole: '前往控制台',
  narrow: 'GraphiQL 需要更宽的屏幕。控制台的页面可以在手机上使用。',
  trustedOnly:
    '此网关只回答其清单中的查询文档。它会拒绝在此编写的查询，也会拒绝加载 schema 的查询，因此没有自动补全。请将查询加入清单，或在没有设置 TRUSTED_DOCUMENTS_ONLY 的网关上编写。',
  signIn: '网关需要知道你是谁。请先在控制台登录，再在此标签页中返回。',
  answer: '以表格和图表显示结果',
  noAnswer: '运行查询后，结果会显示在这里。',
  noTable: '此结果不含列表，无法显示为表格。',
  chart: '图表',
  table: '表格',
  noChart: '图表需要含数字的行。请按时间或维度对行分组。',
  names: '查找指标和维度',
  search: '按名称、键或说明搜索',
  insert: (key: string) => `将 ${key} 插入查询`,
  noNames: '没有匹配的指标或维度。',
  isDimension: '维度',
};

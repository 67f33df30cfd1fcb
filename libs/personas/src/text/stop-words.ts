import { folded } from './words';

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

/** Words that carry no subject of their own: function words, everyday verbs, adverbs, fillers. */
export const STOP_WORDS = list(`
a an the this that these those some any no not each every all both few many much more most other
another such own same so too very just only even also quite rather pretty really actually basically
honestly literally simply maybe perhaps probably definitely certainly absolutely totally completely
usually often sometimes always never ever still already yet again once twice now then here there
today yesterday tomorrow soon later ago before after during while until since when where why how what
which who whom whose if because although though unless than as like about above across against along
among around at behind below beside between beyond by down for from in inside into near of off on onto
out outside over past through to toward towards under up upon with within without per via and or but nor
i me my mine myself we us our ours ourselves you your yours yourself he him his she her hers it its they
them their theirs someone somebody anyone anybody everyone everybody nobody something anything everything
nothing one ones two three be am is are was were been being have has had having do does did doing done
will would shall should can could may might must ought need needs needed want wants wanted let lets make
makes made making get gets got getting gotten go goes going gone went come comes came coming take takes
took taken taking give gives gave given giving see sees saw seen seeing look looks looked looking know
knows knew known think thinks thought thinking say says said saying tell tells told telling ask asks asked
asking feel feels felt find finds found use uses used using try tries tried trying keep keeps kept put
puts seem seems seemed mean means meant help helps helped helping work works worked working call calls
called calling talk talks talked talking speak speaks spoke speaking hear hears heard show shows showed
start starts started starting stop stops stopped happen happens happened run runs ran become became
believe understand understood appreciate guess hope wish love loves loved enjoy enjoyed hate like liked
likes mind matter matters send sends sent offer offers offered provide provides sure okay ok yes yeah yep
nope right well oh ah um uh hmm hm mhm er hi hey hello bye goodbye thanks thank please sorry great good
nice cool fine bad better best big small new old little bit lot lots kind sort thing things stuff way ways
time times minute minutes moment second day days week weeks month months year years hour hours people guys
first last next long short quick quickly few able different whole couple half around back away together
enough else instead maybe interesting important awesome amazing fun funny true possible able ready busy
reason question questions point idea part side case fact everything morning afternoon evening name
spend spent save saves saved add adds added build builds built buy bought change changes changed cut cuts
bring brings brought lead leads led learn learned learnt leave leaves left meet meets met move moved moves
pay pays paid play plays played read reads set sit sat stand stood win won write writes wrote decided
noticed realized realised managed created improved finished ended turned joined hired watched visited went
ended stayed lived live lives living grew grow grows supposed trying able worth hard easy happy glad
`);

/** Lower-case words that carry a subject, contractions aside. */
export const contentWordsOf = (text: string): string[] =>
  folded(text)
    .split(' ')
    .filter((word) => word.length > 2 && !STOP_WORDS.has(word));

/** A crude stem, enough to match plural and past forms of a word. */
export const stemOf = (word: string): string => {
  const base = word.endsWith("'s") ? word.slice(0, -2) : word;
  for (const ending of ['ings', 'ing', 'ies', 'ers', 'ed', 'es', 's']) {
    if (base.length - ending.length >= 3 && base.endsWith(ending)) {
      return base.slice(0, -ending.length);
    }
  }
  return base;
};

export const stemsOf = (text: string): Set<string> => new Set(contentWordsOf(text).map(stemOf));

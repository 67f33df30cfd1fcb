const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

/** What surrounds a wish without changing it: politeness, asking, the exercise itself. */
export const LIGHT_WORDS = list(`
  , a an the any some this that these those one ones it its i me my we us our you your he she they them he's
  am is are was be been being do does did doing done have has had having will would shall should can could may might must
  to for of on in at with from by about into up over out off and or but so then than as if because too also
  like want wants wanted need needs wish hope love prefer fancy try trying tried go going give get got getting take taking pick choose chose
  let please thanks thank cheers ta kindly just maybe perhaps probably possibly really actually basically well now today tonight again instead first
  yes no not hi hello hey good morning afternoon evening there here okay right alright all sure fine great sorry excuse pardon
  practice practicing practiced practices rehearse rehearsing train training exercise exercises prep prepare preparing preparation session sessions coaching coach work working works improve better best skills skill
  think thinking thought guess suppose say said saying tell mean know hear heard see sounds sound seems
  thing things option options number choice choices stuff kind sort bit little more most mode part scenario version role play roleplay round lesson
  anyone anybody everyone
  help helping start starting begin beginning run through some something someone somebody anything
  mate dude man guys ready possible time when what how who which where week weeks month day next tomorrow monday tuesday wednesday thursday friday
  put connect speak talk talking call calling phone ring line person people lady guy woman gentleman chap bloke fellow girl boy mister mr mrs ms miss
  bitte danke ich mochte will uben ein eine einen fur mit das die der machen gerne lieber
  por favor quiero quisiera practicar una un la el las los con para hacer gustaria
  je voudrais veux faire une le les s il vous plait un peu de pour m entrainer preparer d va
`);

/** Words that may stand between a negation and what it denies: "I do not really want to do a". */
export const CARRIES_NEGATION = list(`
  a an the any to do doing practice practicing for of that those this your my with make making have having some again on in go going through talk talking
  want wanted need feel like fancy think i we really another more today here mood into speak call up hear about even your prepare ever try trying be kind sort bloody stupid boring give get put through connect with me us interested
`);
